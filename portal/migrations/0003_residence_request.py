from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0002_helping_hands')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ResidenceRequest',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='residence_requests', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='residence_requests', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=10)),
                ('stage', fields.CharField(max_length=10)),
                ('slot', fields.IntField(null=True, unique=True)),
                ('asked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by_id', fields.IntField(null=True)),
                ('decided_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'residence_request', 'app': 'portal', 'pk_attr': 'id', 'table_description': '我住这一户: what somebody says of themselves, until the head or the community has looked.'},
            bases=['Model'],
        ),
    ]
