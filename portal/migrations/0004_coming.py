from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0003_dispositions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Coming',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='coming', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='coming', on_delete=OnDelete.RESTRICT)),
                ('slot', fields.CharField(max_length=80)),
                ('keys', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('answer', fields.CharField(max_length=10)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('entered_by', fields.ForeignKeyField('portal.Person', source_field='entered_by_id', null=True, db_constraint=True, to_field='id', related_name='coming_entered', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'coming', 'app': 'portal', 'unique_together': (('meeting', 'slot'),), 'pk_attr': 'id', 'table_description': '来、委托、不来: one answer of each person to one meeting, to be changed until it starts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Presence',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='presences', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=80)),
                ('label', fields.CharField(max_length=120)),
                ('way', fields.CharField(max_length=10)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='presences', on_delete=OnDelete.RESTRICT)),
                ('occurred_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('entered_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('entered_by', fields.ForeignKeyField('portal.Person', source_field='entered_by_id', null=True, db_constraint=True, to_field='id', related_name='presences_entered', on_delete=OnDelete.RESTRICT)),
                ('slot', fields.CharField(null=True, max_length=80)),
                ('undone_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('undone_by', fields.ForeignKeyField('portal.Person', source_field='undone_by_id', null=True, db_constraint=True, to_field='id', related_name='presences_undone', on_delete=OnDelete.RESTRICT)),
                ('why', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'presence', 'app': 'portal', 'unique_together': (('meeting', 'slot'),), 'pk_attr': 'id', 'table_description': "到场: one right of the electorate is here, as its holder's phone, a tick at the door or a sheet of paper says."},
            bases=['Model'],
        ),
    ]
