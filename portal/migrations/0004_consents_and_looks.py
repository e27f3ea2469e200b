from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0003_residence_request')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Consent',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='consents', on_delete=OnDelete.RESTRICT)),
                ('purpose', fields.CharField(max_length=40)),
                ('version', fields.CharField(max_length=20)),
                ('digest', fields.CharField(max_length=64)),
                ('given', fields.BooleanField()),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'consent', 'app': 'portal', 'indexes': [Index(fields=['person_id', 'purpose'])], 'pk_attr': 'id', 'table_description': 'One line of the ledger of consents: given or withdrawn, to one text, by its version and digest. Never changed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Look',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='looked_at', on_delete=OnDelete.RESTRICT)),
                ('viewer_id', fields.IntField()),
                ('viewer_as', fields.CharField(max_length=30)),
                ('what', fields.CharField(max_length=40)),
                ('why', fields.CharField(default='', max_length=200)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'look', 'app': 'portal', 'indexes': [Index(fields=['person_id', 'at'])], 'pk_attr': 'id', 'table_description': 'Somebody in office opened what is kept of a person: told to that person. `what` names the kind of detail.'},
            bases=['Model'],
        ),
    ]
