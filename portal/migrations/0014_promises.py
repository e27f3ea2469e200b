from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0013_search')]

    initial = False

    operations = [
        ops.AlterField(
            model_name='Promise',
            name='stage',
            field=fields.CharField(max_length=12),
        ),
    ]
