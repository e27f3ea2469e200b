from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0018_statements')]

    initial = False

    operations = [
        ops.AlterField(
            model_name='Ballot',
            name='choice',
            field=fields.CharField(max_length=400),
        ),
        ops.AddField(
            model_name='Motion',
            name='least',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='method',
            field=fields.CharField(default='yes_no', db_default='yes_no', max_length=10),
        ),
        ops.AddField(
            model_name='Motion',
            name='most',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='options',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
        ops.AddField(
            model_name='Motion',
            name='seats',
            field=fields.IntField(default=1, db_default=1),
        ),
        ops.AddField(
            model_name='Motion',
            name='seed',
            field=fields.CharField(default='', db_default='', max_length=32),
        ),
    ]
