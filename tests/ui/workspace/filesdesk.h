#pragma once

#include <stomp/messages/messagefilewriter.h>
#include <stomp/messages/messagelines.h>
#include <support/messages.h>
#include <ui/models/destinationmodel.h>
#include <ui/workspace/messagefiles.h>
#include <ui/workspace/messagepump.h>

#include <QSignalSpy>
#include <QTest>

namespace Testing {

/** A table that a test fills, and files of it. */
struct FilesDesk
{
    explicit FilesDesk(std::size_t segmentBytes = 64 * 1024)
        : feed(Stomp::SegmentPool::create(segmentBytes, 4)), pump(feed),
          files(pump, destinations, [this](quint32 count) {
              const quint32 first = numbers + 1;
              numbers += count;
              return first;
          })
    {
        QObject::connect(
            &pump, &Ui::MessagePump::arrived, &destinations, [this](const auto& arrivals) {
                for (const Ui::MessagePump::Arrival& arrival : arrivals)
                    destinations.count(arrival.subscription, arrival.messages);
            });
    }

    void receive(const Message& message)
    {
        std::ignore = feed.append(message.bytes, message.row);
        feed.publish(1);
        pump.flush();
    }
    QByteArray save(const QString& path)
    {
        Stomp::ConnectionNames names{{1, "broker"}, {2, "other \"one\""}};
        for (auto here = files.savedNames().cbegin(); here != files.savedNames().cend(); ++here)
            names.emplace(here.key(), here.value());
        Stomp::MessageFile file;
        file.path = path;
        file.messages = pump.store().ranges();
        file.text = std::make_unique<Stomp::MessageLines>(names);
        Stomp::MessageFileProgress progress;
        const auto result = Stomp::writeMessageFile(std::move(file), progress);
        QFile written(path);
        if (result.end != Stomp::MessageFileResult::End::Complete
            || !written.open(QIODevice::ReadOnly))
            return "not saved";
        return written.readAll();
    }
    /** Until it has ended. */
    Ui::FileOpening::Report open(const QString& path)
    {
        Ui::FileOpening::Report report;
        bool hasEnded = false;
        Ui::FileOpening* const opening = files.open(path);
        QObject::connect(
            opening, &Ui::FileOpening::ended, &pump, [&](const Ui::FileOpening::Report& told) {
                report = told;
                hasEnded = true;
            });
        QSignalSpy gone(opening, &QObject::destroyed);
        if (!QTest::qWaitFor([&] { return hasEnded && gone.count() == 1; }, 60'000))
            report.problem = QStringLiteral("has no end");
        pump.flush();
        return report;
    }

    quint32 numbers = 10;
    Ui::MessageFeed feed;
    Ui::MessagePump pump;
    Ui::DestinationModel destinations;
    Ui::MessageFiles files;
};

inline QString tree(
    const Ui::DestinationModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth * 2, u' ') + index.data().toString() + u' '
            + QString::number(index.data(Ui::DestinationModel::CountRole).toULongLong()) + u'\n'
            + tree(model, index, depth + 1);
    }
    return text;
}

inline QByteArray lineOf(const QByteArray& connection, const QByteArray& destination, int n)
{
    return R"({"version":1,"received":"2026-01-31T23:59:59.999Z","connection":")" + connection
        + R"(","subscription":null,"destination":")" + destination
        + R"(","headers":[["destination",")" + destination + R"("]],"body":"{\"n\":)"
        + QByteArray::number(n) + "}\"}\n";
}

} // namespace Testing
