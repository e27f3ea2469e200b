from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0003_hands')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Delivery',
            fields=[
                ('id', fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.ForeignKeyField('portal.Motion', source_field='motion_id', db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('right', fields.OneToOneField('portal.Right', source_field='right_id', db_constraint=True, to_field='id', related_name='delivery', on_delete=OnDelete.RESTRICT)),
                ('how', fields.CharField(max_length=10)),
                ('note', fields.CharField(default='', max_length=60)),
                ('recorded_by', fields.ForeignKeyField('portal.Person', source_field='recorded_by_id', db_constraint=True, to_field='id', related_name='deliveries', on_delete=OnDelete.RESTRICT)),
                ('recorded_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'delivery', 'app': 'portal', 'pk_attr': 'id', 'table_description': '送达: a ballot of one right was brought to its owner. `how`: hand, box or address.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SilentRule',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.OneToOneField('portal.Motion', source_field='motion_id', db_constraint=True, to_field='id', related_name='silent_rule', on_delete=OnDelete.RESTRICT)),
                ('article', fields.CharField(max_length=60)),
                ('set_by', fields.ForeignKeyField('portal.Person', source_field='set_by_id', db_constraint=True, to_field='id', related_name='silent_rules', on_delete=OnDelete.RESTRICT)),
                ('set_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'silent_rule', 'app': 'portal', 'pk_attr': 'id', 'table_description': "Silent owners follow the majority in this motion, by this `article` of the estate's rules. Without a row, they"},
            bases=['Model'],
        ),
    ]
