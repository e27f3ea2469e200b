from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
        ops.CreateModel(
            name='CostPlan',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='cost_plans', on_delete=OnDelete.RESTRICT)),
                ('title', fields.CharField(max_length=80)),
                ('matter_number', fields.CharField(null=True, db_index=True, max_length=30)),
                ('cost', fields.BigIntField()),
                ('shares', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('made_by', fields.ForeignKeyField('portal.Person', source_field='made_by_id', db_constraint=True, to_field='id', related_name='cost_plans', on_delete=OnDelete.RESTRICT)),
                ('made_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'cost_plan', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A cost shared by area (Civil Code 283). `cost` is in 分. `shares` is frozen when it is made: for each home its id,'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Minutes',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='minutes', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField()),
                ('slot', fields.IntField(null=True, unique=True)),
                ('reason', fields.CharField(default='', max_length=300)),
                ('facts', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('present', fields.CharField(default='', max_length=300)),
                ('speakers', fields.IntField(default=0)),
                ('notes', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('others', fields.TextField(default='', unique=False)),
                ('edits', fields.IntField(default=1)),
                ('recorder', fields.ForeignKeyField('portal.Person', source_field='recorder_id', db_constraint=True, to_field='id', related_name='minutes_written', on_delete=OnDelete.RESTRICT)),
                ('written_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('recorder_confirmed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('host', fields.ForeignKeyField('portal.Person', source_field='host_id', null=True, db_constraint=True, to_field='id', related_name='minutes_hosted', on_delete=OnDelete.RESTRICT)),
                ('host_confirmed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('frozen_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('hash', fields.CharField(default='', max_length=64)),
            ],
            options={'table': 'minutes', 'app': 'portal', 'unique_together': (('meeting', 'version'),), 'pk_attr': 'id', 'table_description': "One version of a meeting's minutes (纪要). Confirmed by two persons it is frozen, and the next is a new row."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ActionItem',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='action_items', on_delete=OnDelete.RESTRICT)),
                ('item', fields.ForeignKeyField('portal.AgendaItem', source_field='item_id', db_constraint=True, to_field='id', related_name='action_items', on_delete=OnDelete.RESTRICT)),
                ('what', fields.CharField(max_length=100)),
                ('owner', fields.CharField(max_length=30)),
                ('due_on', fields.DateField()),
                ('added_by', fields.ForeignKeyField('portal.Person', source_field='added_by_id', db_constraint=True, to_field='id', related_name='action_items', on_delete=OnDelete.RESTRICT)),
                ('added_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('minutes', fields.ForeignKeyField('portal.Minutes', source_field='minutes_id', null=True, db_constraint=True, to_field='id', related_name='action_items', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'action_item', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'What was agreed to be done: what, who, until which day. `promised` once the ledger keeps an eye on it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ResultNotice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.OneToOneField('portal.Motion', source_field='motion_id', db_constraint=True, to_field='id', related_name='result_notice', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharField(max_length=12)),
                ('figures', fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('bundle_hash', fields.CharField(default='', max_length=64)),
                ('published_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('published_by_id', fields.IntField(null=True)),
                ('until', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('late_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reason', fields.CharField(default='', max_length=500)),
                ('ended_by_id', fields.IntField(null=True)),
            ],
            options={'table': 'result_notice', 'app': 'portal', 'indexes': [Index(fields=['state', 'until'])], 'pk_attr': 'id', 'table_description': 'A result that has been laid open, or was annulled. A closed motion without one is counted and no more.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ResultObjection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('notice', fields.ForeignKeyField('portal.ResultNotice', source_field='notice_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='result_objections', on_delete=OnDelete.RESTRICT)),
                ('text', fields.CharField(max_length=500)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('upheld', fields.BooleanField(null=True)),
                ('answer', fields.CharField(default='', max_length=500)),
                ('answered_by_id', fields.IntField(null=True)),
                ('answered_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'result_objection', 'app': 'portal', 'unique_together': (('notice', 'person'),), 'pk_attr': 'id', 'table_description': 'Somebody who holds a right in the electorate doubts the result, once. `upheld` ends it.'},
            bases=['Model'],
        ),
    ]
