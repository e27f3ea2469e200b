from tortoise import migrations
from tortoise.migrations import operations as ops

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
        ops.AlterModelOptions(
            name='Answer',
            options={'table': 'answer', 'app': 'portal', 'pk_attr': 'id', 'table_description': "社区答复: the community's answer, and whether its clock had run out by then."},
        ),
        ops.RemoveField(model_name='Answer', name='days'),
    ]
