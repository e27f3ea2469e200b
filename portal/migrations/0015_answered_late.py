from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0014_promises')]

    initial = False

    operations = [
        ops.AlterModelOptions(
            name='Answer',
            options={'table': 'answer', 'app': 'portal', 'pk_attr': 'id', 'table_description': "社区答复: the community's answer, with the days it took, and whether its clock had run out by then."},
        ),
        ops.AddField(
            model_name='Answer',
            name='late',
            field=fields.BooleanField(default=False, db_default=False),
        ),
    ]
