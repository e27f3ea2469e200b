from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0017_following')]

    initial = False

    operations = [
        ops.CreateModel(
            name='OpinionMap',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.OneToOneField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='opinion_map', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField(default=0)),
                ('stale', fields.BooleanField(default=True, db_index=True)),
                ('taps_hash', fields.CharField(default='', max_length=64)),
                ('picture', fields.JSONField(default=dict, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('drawn_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'opinion_map', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'The groups that the answers told so far form, in a circle that is large enough. No person is in it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Statement',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('post', fields.ForeignKeyField('portal.Post', source_field='post_id', null=True, db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('body', fields.CharField(max_length=140)),
                ('original', fields.CharField(default='', max_length=140)),
                ('mended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('mended_by', fields.ForeignKeyField('portal.Person', source_field='mended_by_id', null=True, db_constraint=True, to_field='id', related_name='statements_mended', on_delete=OnDelete.RESTRICT)),
                ('shown', fields.CharField(default='shown', max_length=10)),
                ('agreed', fields.IntField(default=0)),
                ('disagreed', fields.IntField(default=0)),
                ('passed', fields.IntField(default=0)),
                ('put_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('agenda', fields.CharField(default='', max_length=80)),
                ('agenda_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'statement', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One idea about a matter, in at most 140 characters. No page says whose it is: it is weighed for what it says.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Tap',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('statement', fields.ForeignKeyField('portal.Statement', source_field='statement_id', db_constraint=True, to_field='id', related_name='taps', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='taps', on_delete=OnDelete.RESTRICT)),
                ('answer', fields.CharField(max_length=10)),
                ('told', fields.CharField(default='', max_length=10)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tap', 'app': 'portal', 'unique_together': (('statement', 'person'),), 'pk_attr': 'id', 'table_description': 'What one person answers to one statement now, and what of it is in the numbers already told.'},
            bases=['Model'],
        ),
    ]
