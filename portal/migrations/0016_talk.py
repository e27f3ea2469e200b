from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0015_answered_late')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Nod',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('post', fields.ForeignKeyField('portal.Post', source_field='post_id', db_constraint=True, to_field='id', related_name='nodded', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='nods', on_delete=OnDelete.RESTRICT)),
                ('in_office', fields.BooleanField(default=False)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'nod', 'app': 'portal', 'unique_together': (('post', 'person'),), 'pk_attr': 'id', 'table_description': '有道理: one neighbour finds that a post has a point. It is counted, and puts nothing above anything else.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Revision',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('post', fields.ForeignKeyField('portal.Post', source_field='post_id', db_constraint=True, to_field='id', related_name='revisions', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField()),
                ('body', fields.TextField(unique=False)),
                ('at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'revision', 'app': 'portal', 'unique_together': (('post', 'version'),), 'pk_attr': 'id', 'table_description': 'A post as it was worded before an edit: everybody can read it. `at` is when it was replaced.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Post',
            name='nods',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Post',
            name='nods_before',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Post',
            name='noted',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Post',
            name='quoted',
            field=fields.ForeignKeyField('portal.Post', source_field='quoted_id', null=True, db_constraint=True, to_field='id', related_name='quotations', on_delete=OnDelete.RESTRICT),
        ),
        ops.AddField(
            model_name='Post',
            name='replies_count',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Post',
            name='turn',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddIndex(
            model_name='Post',
            index=Index(fields=['matter_id', 'parent_id', 'turn', 'id']),
        ),
    ]
