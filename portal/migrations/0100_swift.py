from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='Answer',
            index=Index(fields=['matter_id', 'id']),
        ),
        ops.AddIndex(
            model_name='Matter',
            index=Index(fields=['merged_into_id', 'id']),
        ),
    ]
