#include "sequencelayout.h"

#include "framelogmodel.h"
#include "sequencetext.h"

#include <algorithm>

namespace Ui {

using Stomp::FrameDirection;
using Stomp::FrameRecord;

namespace {

SequenceRow::Kind kindOf(const FrameRecord& record)
{
    switch (record.kind) {
    case FrameRecord::Kind::HeartBeats:
        return SequenceRow::Kind::HeartBeats;
    case FrameRecord::Kind::NotRecorded:
        return SequenceRow::Kind::NotRecorded;
    case FrameRecord::Kind::Frame:
        break;
    }
    return SequenceRow::Kind::Frame;
}

SequenceRow::Mood moodOf(const FrameRecord& record)
{
    if (record.kind != FrameRecord::Kind::Frame)
        return SequenceRow::Mood::Plain;
    if (record.command() == "ERROR")
        return SequenceRow::Mood::Failure;
    return record.command() == "NACK" ? SequenceRow::Mood::Refusal : SequenceRow::Mood::Plain;
}

struct Places
{
    QHash<quint32, int> client;
    QHash<quint32, int> broker; //!< of the connection
};

Places placeLines(QList<quint32> connections, const QHash<quint32, SequenceLayout::Party>& parties,
    QList<SequenceLine>& lines)
{
    std::sort(connections.begin(), connections.end());
    Places places;
    while (!connections.isEmpty()) {
        const QString address = parties.value(connections.constFirst()).broker;
        int broker = -1;
        for (auto one = connections.begin(); one != connections.end();) {
            const SequenceLayout::Party party = parties.value(*one);
            if (party.broker != address) {
                ++one;
                continue;
            }
            places.client.insert(*one, static_cast<int>(lines.size()));
            lines.append({sequenceClientText(*one, party.name, party.clientId), false});
            if (broker < 0) {
                broker = static_cast<int>(lines.size());
                lines.append({sequenceBrokerText(address, party.server), true});
            }
            places.broker.insert(*one, broker);
            one = connections.erase(one);
        }
    }
    return places;
}

/** The first row with this serial or a later one. */
int rowFrom(const FrameLogModel& model, quint64 serial)
{
    int low = 0;
    int high = model.rowCount();
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (model.recordAt(middle).serial < serial)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

Sequence partOf(const Sequence& sequence, int first, int last)
{
    Sequence part = sequence;
    part.rows = sequence.rows.mid(first, last - first + 1);
    const auto isArrow = [](const SequenceRow& row) {
        return row.kind != SequenceRow::Kind::Gap;
    };
    const auto begin = sequence.rows.cbegin();
    part.first += static_cast<quint64>(std::count_if(begin, begin + first, isArrow));
    part.arrows =
        static_cast<quint64>(std::count_if(part.rows.cbegin(), part.rows.cend(), isArrow));
    return part;
}

Sequence SequenceLayout::of(
    const QList<const FrameRecord*>& records, const QHash<quint32, Party>& parties)
{
    Sequence sequence;
    QList<quint32> connections;
    for (const FrameRecord* record : records) {
        if (!connections.contains(record->connection))
            connections.append(record->connection);
    }
    const Places places = placeLines(connections, parties, sequence.lines);
    qint64 previousUs = 0;
    qint64 lastUs = 0; // heart-beats that were folded last on, beside what came meanwhile
    for (const FrameRecord* record : records) {
        if (sequence.arrows > 0 && record->timeUs - lastUs >= gapUs) {
            SequenceRow gap;
            gap.kind = SequenceRow::Kind::Gap;
            gap.timeUs = lastUs;
            gap.sinceUs = record->timeUs - lastUs;
            gap.label = sequenceGapText(gap.sinceUs);
            sequence.rows.append(gap);
        }
        SequenceRow row;
        row.kind = kindOf(*record);
        row.mood = moodOf(*record);
        row.isOut = record->direction == FrameDirection::Out;
        row.from = places.client.value(record->connection);
        row.to = places.broker.value(record->connection);
        if (!row.isOut)
            std::swap(row.from, row.to);
        row.serial = record->serial;
        row.timeUs = record->timeUs;
        row.sinceUs = sequence.arrows > 0 ? record->timeUs - previousUs : 0;
        row.label = sequenceLabel(*record);
        row.detail = sequenceDetail(*record);
        sequence.rows.append(row);
        ++sequence.arrows;
        previousUs = record->timeUs;
        lastUs = std::max<qint64>({lastUs, record->timeUs, record->lastUs});
    }
    sequence.all = sequence.arrows;
    return sequence;
}

Sequence SequenceLayout::of(
    const FrameLogModel& model, std::optional<quint64> from, const PartyOf& partyOf)
{
    const int all = model.rowCount();
    const int first = from ? rowFrom(model, *from) : std::max(0, all - mostArrows);
    const int end = std::min(all, first + mostArrows);
    QList<const FrameRecord*> records;
    QHash<quint32, Party> parties;
    for (int row = first; row < end; ++row) {
        const FrameRecord& record = model.recordAt(row);
        records.append(&record);
        if (parties.contains(record.connection))
            continue;
        Party party = partyOf(record.connection);
        if (party.name.isEmpty())
            party.name = model.connections().value(record.connection);
        parties.insert(record.connection, party);
    }
    Sequence sequence = of(records, parties);
    int at = first;
    for (SequenceRow& row : sequence.rows) {
        if (row.kind != SequenceRow::Kind::Gap)
            row.link = model.index(at++, 0).data(FrameLinkRole).toInt();
    }
    sequence.first = static_cast<quint64>(first);
    sequence.all = static_cast<quint64>(all);
    return sequence;
}

} // namespace Ui
