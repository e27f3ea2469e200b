from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0004_silence')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Rehearsal',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.OneToOneField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='rehearsal', on_delete=OnDelete.RESTRICT)),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', UtcDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rehearsal', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A practice question while it is open. It is no motion, and goes with everything in it when it ends.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RehearsalTry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('rehearsal', fields.ForeignKeyField('portal.Rehearsal', source_field='rehearsal_id', db_constraint=True, to_field='id', related_name='tries', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='rehearsal_tries', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'rehearsal_try', 'app': 'portal', 'unique_together': (('rehearsal', 'person'),), 'pk_attr': 'id', 'table_description': 'Somebody has tried. What they chose is not kept, not even until the end.'},
            bases=['Model'],
        ),
    ]
