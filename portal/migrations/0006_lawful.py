from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('portal', '0005_deliveries')]

    initial = False

    operations = [
        ops.CreateModel(
            name='HandVote',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('motion', fields.OneToOneField('portal.Motion', source_field='motion_id', db_constraint=True, to_field='id', related_name='hand_vote', on_delete=OnDelete.RESTRICT)),
                ('present', fields.IntField()),
                ('round', fields.IntField(default=1)),
                ('opened_by', fields.ForeignKeyField('portal.Person', source_field='opened_by_id', db_constraint=True, to_field='id', related_name='hand_votes', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'hand_vote', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A motion that is voted on by a show of hands. `present` is how many with a vote the convener sees in the hall.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='HandCount',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('vote', fields.ForeignKeyField('portal.HandVote', source_field='vote_id', db_constraint=True, to_field='id', related_name='counts', on_delete=OnDelete.RESTRICT)),
                ('round', fields.IntField()),
                ('seat', fields.IntField()),
                ('counter', fields.ForeignKeyField('portal.Person', source_field='counter_id', db_constraint=True, to_field='id', related_name='hands_counted', on_delete=OnDelete.RESTRICT)),
                ('agree', fields.IntField(null=True)),
                ('oppose', fields.IntField(null=True)),
                ('abstain', fields.IntField(null=True)),
                ('entered_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'hand_count', 'app': 'portal', 'unique_together': (('vote', 'round', 'seat'), ('vote', 'round', 'counter')), 'pk_attr': 'id', 'table_description': 'What one of the two counted in one round, empty until they have entered it. Never changed, never deleted before'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Rehearsal',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('meeting', fields.OneToOneField('portal.Meeting', source_field='meeting_id', db_constraint=True, to_field='id', related_name='rehearsal', on_delete=OnDelete.RESTRICT)),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', UtcDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'rehearsal', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A practice question while it is open. It is no motion, and goes with everything in it when it ends.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='RehearsalTry',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('rehearsal', fields.ForeignKeyField('portal.Rehearsal', source_field='rehearsal_id', db_constraint=True, to_field='id', related_name='tries', on_delete=OnDelete.CASCADE)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='rehearsal_tries', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'rehearsal_try', 'app': 'portal', 'unique_together': (('rehearsal', 'person'),), 'pk_attr': 'id', 'table_description': 'Somebody has tried. What they chose is not kept, not even until the end.'},
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
