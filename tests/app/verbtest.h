#pragma once

#include "console.h"
#include "scriptedserver.h"

#include <support/practicefixture.h>

#include <QTest>

// What the tests of the verbs share.
namespace Testing {

inline QByteArray messageFrame(int number, const QByteArray& body, const QByteArray& headers = {})
{
    const QByteArray id = QByteArray::number(number);
    return "MESSAGE\nsubscription:1\nmessage-id:" + id + "\nack:" + id + "\ndestination:/queue/a\n"
        + headers + "content-length:" + QByteArray::number(body.size()) + "\n\n" + body + '\0';
}

/** What publish does, without a second program in the test. */
inline QString publishTo(const QString& url, const QString& destination, const QByteArray& lines)
{
    Console publisher({QStringLiteral("publish"), url, destination, QStringLiteral("--lines")});
    publisher.start();
    publisher.type(lines);
    publisher.endInput();
    if (!QTest::qWaitFor([&] { return publisher.hasEnded(); }) || publisher.exitCode() != 0)
        return QString::fromUtf8(publisher.err());
    return {};
}

inline Stomp::DestinationSnapshot queueOf(const PracticeFixture& broker, std::string_view name)
{
    for (const Stomp::DestinationSnapshot& destination : broker.snapshot().destinations) {
        if (destination.name == name)
            return destination;
    }
    return {};
}

} // namespace Testing
