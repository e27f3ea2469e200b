from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
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
        # A committee's meeting has the name of its committee now.
        ops.RunSQL("UPDATE meeting SET form = 'owners_committee' WHERE form = 'committee'", ops.RunSQL.noop),
    ]
