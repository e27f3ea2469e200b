from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0009_a_paper_photographed')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DeliveryPhoto',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('delivery', fields.OneToOneField('portal.Delivery', source_field='delivery_id', db_constraint=True, to_field='id', related_name='photo', on_delete=OnDelete.RESTRICT)),
                ('sha256', fields.CharField(max_length=64)),
                ('data', fields.BinaryField()),
                ('taken_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'delivery_photo', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'Proof of one delivery, as JPEG: the slip in the door, the receipt of a registered letter. Seen by who goes from'},
            bases=['Model'],
        ),
    ]
