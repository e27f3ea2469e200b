from tortoise import migrations
from portal.database import fulltext
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0012_hall')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('source', fields.CharField(max_length=10)),
                ('row_id', fields.IntField()),
                ('matter', fields.ForeignKeyField('portal.Matter', source_field='matter_id', db_constraint=True, to_field='id', related_name='search_entries', on_delete=OnDelete.RESTRICT)),
                ('text', fields.TextField(unique=False)),
                ('marks', fields.CharField(max_length=300)),
                ('since', UtcDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'search_entry', 'app': 'portal', 'unique_together': (('source', 'row_id'),), 'indexes': [Index(fields=['matter_id', 'id'])], 'pk_attr': 'id', 'table_description': 'One text that neighbours can find: of a matter, a post, an answer or an opinion (`source`, `row_id`).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StageCount',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area_id', fields.IntField()),
                ('stage', fields.CharField(max_length=10)),
                ('n', fields.IntField()),
            ],
            options={'table': 'stage_count', 'app': 'portal', 'indexes': [Index(fields=['area_id', 'stage', 'n'])], 'pk_attr': 'id', 'table_description': 'So many more, or fewer, shown matters at this stage in this area or below it. The sum is how many there are.'},
            bases=['Model'],
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['stage', 'changed_at', 'id']),
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['area_id', 'changed_at', 'id']),
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['changed_at', 'id']),
        ),
        # By which words an entry is found is kept beside the models: each database has its own way.
        ops.RunPython(fulltext.build("search_entry"), fulltext.unbuild("search_entry")),
    ]
