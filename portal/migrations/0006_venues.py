from tortoise import migrations
from tortoise.migrations import operations as ops
from portal.database.fields import UtcDatetimeField
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('portal', '0005_areas')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Venue',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='venues', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(db_index=True, max_length=12)),
                ('name', fields.CharField(max_length=40)),
                ('place', fields.CharField(max_length=80)),
                ('capacity', fields.IntField(default=0)),
                ('phone', fields.CharField(default='', max_length=20)),
                ('step_free', fields.BooleanField(default=False)),
                ('toilet', fields.BooleanField(default=False)),
                ('lift', fields.BooleanField(default=False)),
                ('hearing_loop', fields.BooleanField(default=False)),
                ('water', fields.BooleanField(default=False)),
                ('charging', fields.BooleanField(default=False)),
                ('microwave', fields.BooleanField(default=False)),
                ('bookable', fields.BooleanField(default=False)),
                ('confirms', fields.BooleanField(default=False)),
                ('notes', fields.TextField(default='', unique=False)),
                ('opened_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('why_ended', fields.CharField(default='', max_length=100)),
            ],
            options={'table': 'venue', 'app': 'portal', 'pk_attr': 'id', 'table_description': 'A place that neighbours can use: a room, a courtyard, a hall, a station to rest, a service point.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Booking',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('venue', fields.ForeignKeyField('portal.Venue', source_field='venue_id', db_constraint=True, to_field='id', related_name='bookings', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='bookings', on_delete=OnDelete.RESTRICT)),
                ('booked_as', fields.CharField(max_length=60)),
                ('starts_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('purpose', fields.CharField(max_length=12)),
                ('title', fields.CharField(max_length=40)),
                ('people', fields.IntField(default=0)),
                ('stage', fields.CharField(max_length=10)),
                ('why_cancelled', fields.CharField(default='', max_length=100)),
                ('booked_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('decided_by_id', fields.IntField(null=True)),
                ('version', fields.IntField(default=0)),
            ],
            options={'table': 'booking', 'app': 'portal', 'indexes': [Index(fields=['venue_id', 'starts_at']), Index(fields=['person_id', 'starts_at'])], 'pk_attr': 'id', 'table_description': 'A room, had from `starts_at` until just before `ends_at`. `stage`: asked, confirmed or cancelled.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='GuideItem',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='guide', on_delete=OnDelete.RESTRICT)),
                ('category', fields.CharField(db_index=True, max_length=12)),
                ('title', fields.CharField(max_length=40)),
                ('summary', fields.TextField(unique=False)),
                ('materials', fields.TextField(default='', unique=False)),
                ('venue', fields.ForeignKeyField('portal.Venue', source_field='venue_id', null=True, db_constraint=True, to_field='id', related_name='guide', on_delete=OnDelete.RESTRICT)),
                ('place', fields.CharField(default='', max_length=80)),
                ('hours', fields.CharField(default='', max_length=80)),
                ('duration', fields.CharField(default='', max_length=60)),
                ('fee', fields.CharField(default='', max_length=60)),
                ('contact', fields.CharField(default='', max_length=60)),
                ('keywords', fields.CharField(default='', max_length=120)),
                ('found_by', fields.TextField(unique=False)),
                ('checked_on', fields.DateField(db_index=True)),
                ('ended_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'guide_item', 'app': 'portal', 'pk_attr': 'id', 'table_description': '办事指南: one thing that can be got done. `materials` has one thing to bring per line.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Correction',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('area', fields.ForeignKeyField('portal.Area', source_field='area_id', db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('item', fields.ForeignKeyField('portal.GuideItem', source_field='item_id', null=True, db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('venue', fields.ForeignKeyField('portal.Venue', source_field='venue_id', null=True, db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('person', fields.ForeignKeyField('portal.Person', source_field='person_id', db_constraint=True, to_field='id', related_name='corrections', on_delete=OnDelete.RESTRICT)),
                ('what', fields.CharField(max_length=300)),
                ('sent_at', UtcDatetimeField(auto_now=False, auto_now_add=False)),
                ('reply', fields.CharField(default='', max_length=300)),
                ('replied_at', UtcDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('replied_by_id', fields.IntField(null=True)),
            ],
            options={'table': 'correction', 'app': 'portal', 'indexes': [Index(fields=['replied_at', 'id'])], 'pk_attr': 'id', 'table_description': '哪里不对: somebody says what is wrong with an item of the guide or with a venue, and the community answers.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OpeningException',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('venue', fields.ForeignKeyField('portal.Venue', source_field='venue_id', db_constraint=True, to_field='id', related_name='exceptions', on_delete=OnDelete.RESTRICT)),
                ('day', fields.DateField()),
                ('hours', fields.CharField(default='', max_length=60)),
                ('why', fields.CharField(max_length=60)),
            ],
            options={'table': 'opening_exception', 'app': 'portal', 'unique_together': (('venue', 'day'),), 'pk_attr': 'id', 'table_description': 'A day unlike the week: closed (`hours` empty), or open at other hours, written as they are typed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', fields.IntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ('venue', fields.ForeignKeyField('portal.Venue', source_field='venue_id', db_constraint=True, to_field='id', related_name='hours', on_delete=OnDelete.RESTRICT)),
                ('weekday', fields.IntField()),
                ('opens', fields.IntField()),
                ('closes', fields.IntField()),
            ],
            options={'table': 'opening_hours', 'app': 'portal', 'indexes': [Index(fields=['venue_id', 'weekday'])], 'pk_attr': 'id', 'table_description': "One span of a weekday (Monday is 0), in minutes of the city's day. Past midnight is two rows."},
            bases=['Model'],
        ),
    ]
