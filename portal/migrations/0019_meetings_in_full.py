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
            name='PlaceFollowing',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', null=True, db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('hall', fields.ForeignKeyField('portal.Hall', source_field='hall_id', null=True, db_constraint=True, to_field='id', related_name='place_followings', on_delete=OnDelete.RESTRICT)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'place_following', 'app': 'portal', 'unique_together': (('person', 'area'), ('person', 'hall')), 'indexes': [Index(fields=['area_id']), Index(fields=['hall_id'])], 'pk_attr': 'id', 'table_description': 'That somebody follows a place, with all that lies in it, or a hall: they are told of what is newly raised there.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PostedNotice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='notices', on_delete=OnDelete.RESTRICT)),
                ('edition', fields.IntField()),
                ('kind', fields.CharField(max_length=12)),
                ('why', fields.CharField(default='', max_length=200)),
                ('said', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('hash', fields.CharField(max_length=64)),
                ('posted_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'posted_notice', 'app': 'portal', 'unique_together': (('meeting', 'edition'),), 'pk_attr': 'id', 'table_description': "One edition of a meeting's notice (公告). `said` is all of it, and `hash` proves that it stood so."},
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
        ops.CreateModel(
            name='TimePoll',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('title', fields.CharField(max_length=40)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='time_polls', on_delete=OnDelete.RESTRICT)),
                ('convener', fields.ForeignKeyField('portal.Person', source_field='convener_id', db_constraint=True, to_field='id', related_name='time_polls', on_delete=OnDelete.RESTRICT)),
                ('asked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('chosen_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('chosen', fields.IntField(null=True)),
            ],
            options={'table': 'time_poll', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'Asked of those who live or own in `area`. `chosen` is the option that the convener took.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TimeOption',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('poll', fields.ForeignKeyField('portal.TimePoll', source_field='poll_id', db_constraint=True, to_field='id', related_name='options', on_delete=OnDelete.RESTRICT)),
                ('starts_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'time_option', 'app': 'portal', 'unique_together': (('poll', 'starts_at'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TimeAnswer',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('option', fields.ForeignKeyField('portal.TimeOption', source_field='option_id', db_constraint=True, to_field='id', related_name='answers', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='time_answers', on_delete=OnDelete.RESTRICT)),
                ('answer', fields.CharField(max_length=5)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'time_answer', 'app': 'portal', 'unique_together': (('option', 'person'),), 'pk_attr': 'id', 'table_description': 'Only how many is ever told, and not who.'},
            bases=['Model'],
        ),
        ops.AlterModelOptions(
            name='AgendaItem',
            options={'table': 'agenda_item', 'app': 'portal', 'unique_together': (('meeting', 'position'),), 'pk_attr': 'id', 'table_description': '`noticed_at`: from when the days of notice of this item count, empty where that is when it was called.'},
        ),
        ops.AddField(
            model_name='AgendaItem',
            name='noticed_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='AgendaItem',
            name='withdrawn_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AlterModelOptions(
            name='Answer',
            options={'table': 'answer', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': "社区答复: the community's answer, and whether its clock had run out by then."},
        ),
        ops.RemoveField(model_name='Answer', name='days'),
        ops.AddIndex(
            model_name='Answer',
            index=Index(fields=['matter_id', 'id']),
        ),
        ops.AlterField(
            model_name='Ballot',
            name='choice',
            field=fields.CharField(max_length=400),
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['merged_into_id', 'id']),
        ),
        ops.AddField(
            model_name='Meeting',
            name='booking_id',
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name='Meeting',
            name='cancelled_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Meeting',
            name='deputy',
            field=fields.ForeignKeyField('portal.Person', source_field='deputy_id', null=True, db_constraint=True, to_field='id', related_name='meetings_to_stand_in', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Meeting',
            name='edition',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Meeting',
            name='reminded',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Meeting',
            name='taken_over_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Meeting',
            name='why_cancelled',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
        ops.AddField(
            model_name='Motion',
            name='least',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='method',
            field=fields.CharField(default='yes_no', db_default='yes_no', max_length=10),
        ),
        ops.AddField(
            model_name='Motion',
            name='most',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='options',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
        ops.AddField(
            model_name='Motion',
            name='seats',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='seed',
            field=fields.CharField(default='', db_default='', max_length=32),
        ),
        # A committee's meeting has the name of its committee now.
        ops.RunSQL("UPDATE meeting SET form = 'owners_committee' WHERE form = 'committee'", ops.RunSQL.noop),
    ]
