from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0007_people_and_offices')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DataCorrection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='data_corrections', on_delete=OnDelete.RESTRICT)),
                ('home', fields.ForeignKeyField('portal.Home', source_field='home_id', db_constraint=True, to_field='id', related_name='data_corrections', on_delete=OnDelete.RESTRICT)),
                ('path', fields.CharField(db_index=True, max_length=200)),
                ('what', fields.CharField(max_length=20)),
                ('text', fields.CharField(max_length=300)),
                ('stage', fields.CharField(max_length=10)),
                ('answer', fields.CharField(default='', max_length=300)),
                ('asked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('answered_by_id', fields.IntField(null=True)),
                ('answered_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'data_correction', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'What somebody says is wrong in the register of their home, and what the community answered.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NameChange',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='name_changes', on_delete=OnDelete.RESTRICT)),
                ('old', fields.CharField(max_length=60)),
                ('new', fields.CharField(max_length=60)),
                ('path', fields.CharField(default='', max_length=200)),
                ('stage', fields.CharField(max_length=10)),
                ('slot', fields.IntField(null=True, unique=True)),
                ('asked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by_id', fields.IntField(null=True)),
                ('decided_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'name_change', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A name that was changed. Once a residence is confirmed, the community confirms the new one first.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Letter',
            name='addressee',
            field=fields.CharField(default='', db_index=True, db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='Meeting',
            name='came',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Person',
            name='erase_after',
            field=UtcDatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='erased_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Person',
            name='left_as',
            field=fields.CharField(default='', db_default='', max_length=60),
        ),
        # Reports in force brought their consent with them: the ledger of consents knows it from now on.
        ops.RunSQL(
            "INSERT INTO consent (person_id, purpose, version, digest, given, at) "
            "SELECT person_id, 'report_' || kind, '2026-11', consent, true, reported_at FROM report "
            "WHERE slot IS NOT NULL AND length(consent) = 64"
        ),
    ]
