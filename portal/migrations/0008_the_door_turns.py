from tortoise import migrations
from tortoise.migrations import operations as ops

class Migration(migrations.Migration):
    dependencies = [('portal', '0007_indexes_of_keys')]

    initial = False

    operations = [
        ops.RemoveField(model_name='Meeting', name='code'),
    ]
