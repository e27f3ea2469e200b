from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0008_the_door_turns')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PaperPhoto',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('paper', fields.OneToOneField('portal.PaperBallot', source_field='paper_id', db_constraint=True, to_field='id', related_name='photo', on_delete=OnDelete.RESTRICT)),
                ('sha256', fields.CharField(max_length=64)),
                ('data', fields.BinaryField()),
                ('taken_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'paper_photo', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'What the first person photographed, as JPEG: the second reads it where the paper itself is elsewhere.'},
            bases=['Model'],
        ),
    ]
