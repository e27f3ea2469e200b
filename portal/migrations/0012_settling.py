from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0011_the_way_of_a_matter')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Appeal',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.OneToOneField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='appeal', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='matter_appeals', on_delete=OnDelete.RESTRICT)),
                ('words', fields.TextField(unique=False)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('granted', fields.BooleanField(null=True)),
                ('reason', fields.TextField(default='', unique=False)),
                ('decided_by', fields.ForeignKeyField('portal.Person', source_field='decided_by_id', null=True, db_constraint=True, to_field='id', related_name='matter_appeals_decided', on_delete=OnDelete.RESTRICT)),
                ('decided_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'matter_appeal', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'The one appeal of whoever raised a matter that was sent back. The street decides it by `due_at`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DueChange',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('promise', fields.ForeignKeyField('portal.Promise', source_field='promise_id', db_constraint=True, to_field='id', related_name='due_changes', on_delete=OnDelete.RESTRICT)),
                ('before', fields.DateField()),
                ('after', fields.DateField()),
                ('reason', fields.TextField(unique=False)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='due_changes', on_delete=OnDelete.RESTRICT)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'due_change', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'Another day, and why. The days before stay readable.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Facts',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='facts_versions', on_delete=OnDelete.RESTRICT)),
                ('facts', fields.TextField(unique=False)),
                ('options', fields.TextField(unique=False)),
                ('written_by', fields.ForeignKeyField('portal.Person', source_field='written_by_id', db_constraint=True, to_field='id', related_name='facts_written', on_delete=OnDelete.RESTRICT)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'facts', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': "One version of what one has to know, and of what there is to choose. The last one is the matter's own."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Opinion',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='opinions', on_delete=OnDelete.RESTRICT)),
                ('body', fields.TextField(unique=False)),
                ('executor', fields.CharField(max_length=60)),
                ('budget', fields.BigIntField(default=0)),
                ('fund_source', fields.CharField(max_length=20)),
                ('deadline', fields.DateField()),
                ('common_parts', fields.BooleanField(default=False)),
                ('minority', fields.TextField(default='', unique=False)),
                ('minority_reply', fields.TextField(default='', unique=False)),
                ('written_by', fields.ForeignKeyField('portal.Person', source_field='written_by_id', db_constraint=True, to_field='id', related_name='opinions_written', on_delete=OnDelete.RESTRICT)),
                ('written_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('published_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('notice_until', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('adopted_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'opinion', 'app': 'portal', 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One version of a 协商意见. Rewritten, it is a new row. The last one counts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Objection',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('opinion', fields.ForeignKeyField('portal.Opinion', source_field='opinion_id', db_constraint=True, to_field='id', related_name='objections', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='opinion_objections', on_delete=OnDelete.RESTRICT)),
                ('said_as', fields.CharField(max_length=60)),
                ('body', fields.TextField(unique=False)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('reply', fields.TextField(default='', unique=False)),
                ('replied_by', fields.ForeignKeyField('portal.Person', source_field='replied_by_id', null=True, db_constraint=True, to_field='id', related_name='opinion_objections_replied', on_delete=OnDelete.RESTRICT)),
                ('replied_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('shown', fields.CharField(default='shown', db_default='shown', max_length=10)),
            ],
            options={'table': 'opinion_objection', 'app': 'portal', 'unique_together': (('opinion', 'person'),), 'pk_attr': 'id', 'table_description': 'Somebody is against an opinion that lies open, once. `reply` is what the community says to it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RecordedVoice',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('batch', fields.CharField(db_index=True, max_length=22)),
                ('kind', fields.CharField(max_length=10)),
                ('consent', fields.CharField(max_length=10)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', null=True, db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=20)),
                ('title', fields.CharField(default='', max_length=80)),
                ('body', fields.TextField(default='', unique=False)),
                ('category', fields.CharField(default='other', max_length=20)),
                ('stance', fields.CharField(default='', max_length=10)),
                ('urgent', fields.BooleanField(default=False)),
                ('collected_by', fields.ForeignKeyField('portal.Person', source_field='collected_by_id', db_constraint=True, to_field='id', related_name='collected', on_delete=OnDelete.RESTRICT)),
                ('collected_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('witness', fields.ForeignKeyField('portal.Person', source_field='witness_id', null=True, db_constraint=True, to_field='id', related_name='witnessed', on_delete=OnDelete.RESTRICT)),
                ('witnessed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('voice', fields.ForeignKeyField('portal.Person', source_field='voice_id', null=True, db_constraint=True, to_field='id', related_name='recorded_voices', on_delete=OnDelete.RESTRICT)),
                ('post_id', fields.IntField(null=True)),
                ('slip', fields.CharField(unique=True, max_length=64)),
                ('claimed_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('withdrawn_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'recorded_voice', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'One voice, not counted before it is witnessed. Voices of one pasted chat share their `batch`.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Matter',
            name='late_since',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Matter',
            name='options',
            field=fields.TextField(default='', db_default='', unique=False),
        ),
        ops.AddField(
            model_name='Matter',
            name='recorded',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Post',
            name='recorded',
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name='Promise',
            name='reminded_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Promise',
            name='told_late_at',
            field=UtcDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
