from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0019_meetings_in_full')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Hand',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='hands', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', null=True, db_constraint=True, to_field='id', related_name='hands', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('label', fields.CharField(default='', max_length=40)),
                ('slot', fields.CharField(null=True, max_length=20)),
                ('raised_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('called_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended', fields.CharField(default='', max_length=10)),
            ],
            options={'table': 'hand', 'app': 'portal', 'unique_together': (('meeting', 'number'), ('meeting', 'slot')), 'pk_attr': 'id', 'table_description': '举手: a raised hand, from a phone or, without `person`, by whoever runs the meeting, with a `label`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='HelpCall',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.ForeignKeyField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='help_calls', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='help_calls', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=12)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('slot', fields.CharField(null=True, max_length=20)),
                ('answered_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'help_call', 'app': 'portal', 'unique_together': (('meeting', 'slot'),), 'pk_attr': 'id', 'table_description': '我要帮忙: seen by whoever runs the meeting, and by nobody else. One that waits has a `slot`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaperBallot',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('portal.Motion', source_field='motion_id', db_constraint=True, to_field='id', related_name='papers', on_delete=OnDelete.RESTRICT)),
                ('right', fields.ForeignKeyField('portal.Right', source_field='right_id', db_constraint=True, to_field='id', related_name='papers', on_delete=OnDelete.RESTRICT)),
                ('choice', fields.CharField(max_length=400)),
                ('state', fields.CharField(default='waiting', max_length=10)),
                ('slot', fields.IntField(null=True)),
                ('recorded_by', fields.ForeignKeyField('portal.Person', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name='papers_recorded', on_delete=OnDelete.RESTRICT)),
                ('recorded_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('witness', fields.ForeignKeyField('portal.Person', source_field='witness_id', null=True, db_constraint=True, to_field='id', related_name='papers_witnessed', on_delete=OnDelete.RESTRICT)),
                ('witnessed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('receipt', fields.CharField(default='', max_length=9)),
            ],
            options={'table': 'paper_ballot', 'app': 'portal', 'unique_together': (('motion', 'slot'),), 'pk_attr': 'id', 'table_description': 'A ballot on paper that one person recorded and another reads again before it counts.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Meeting',
            name='announcement',
            field=fields.CharField(default='', db_default='', max_length=60),
        ),
        ops.AddField(
            model_name='Meeting',
            name='desk',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Meeting',
            name='list_closed',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Motion',
            name='extended_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Motion',
            name='extends_to',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
