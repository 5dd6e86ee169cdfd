#pragma once

#include "windowfixture.h"

#include <ui/models/framelogmodel.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/framelogpanel.h>
#include <ui/widgets/sequenceview.h>
#include <ui/widgets/sequencewindow.h>

#include <support/practicefixture.h>

#include <QFile>

namespace Testing {

/** The window with two consumers of one queue, each a connection of its own with a password. */
class SequenceDesk : public WindowFixture
{
public:
    explicit SequenceDesk(const QString& queue = QStringLiteral("/queue/work"))
    {
        QVERIFY(broker.isRunning());
        key(window.get(), Qt::Key_4, Qt::ControlModifier); // the frame log
        first = consumer(QStringLiteral("consumer A"), queue);
        second = consumer(QStringLiteral("consumer B"), queue);
        for (int n = 1; n <= 4; ++n)
            publish(queue, n);
        QTRY_COMPARE(count("RECEIPT"), 6); // of two SUBSCRIBEs and four SENDs
        QTRY_COMPARE(count("MESSAGE"), 4);
    }

    Ui::Connection* consumer(const QString& name, const QString& queue)
    {
        Ui::ConnectionProfile profile = Ui::ConnectionProfile::forPreset(Ui::Preset::Url);
        profile.name = name;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = broker.port();
        profile.login = QStringLiteral("me");
        profile.heartBeat = {0, 0};
        Ui::Connection* made = workspace.createConnection(profile);
        Ui::SubscriptionWish wish;
        wish.destination = queue;
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        made->subscribe(wish);
        workspace.adopt(made);
        workspace.open(made, secret);
        waitFor(made);
        return made;
    }
    void waitFor(Ui::Connection* made)
    {
        QTRY_VERIFY(made->isConnected());
        QTRY_VERIFY(
            made->subscriptions().constFirst().state == Stomp::SubscriptionState::Confirmed);
    }
    void publish(const QString& queue, int n)
    {
        Ui::PublishRequest request;
        request.frame.command = "SEND";
        request.frame.headers = {{"destination", queue.toStdString()}};
        request.frame.body = "{\"n\": " + std::to_string(n) + '}';
        first->publish(request);
    }
    [[nodiscard]] Ui::FrameLogModel& log() { return workspace.frameLog().model(); }
    [[nodiscard]] int count(std::string_view command)
    {
        int all = 0;
        for (int row = 0; row < log().rowCount(); ++row)
            all += log().recordAt(row).command() == command ? 1 : 0;
        return all;
    }
    [[nodiscard]] quint64 serialOf(std::string_view command)
    {
        for (int row = 0; row < log().rowCount(); ++row) {
            if (log().recordAt(row).command() == command)
                return log().recordAt(row).serial;
        }
        return 0;
    }
    void openSequence()
    {
        key(window.get(), Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(sequence());
        QTRY_COMPARE(view()->sequence().rows.size(), log().rowCount());
    }
    [[nodiscard]] Ui::SequenceWindow* sequence() const
    {
        return qobject_cast<Ui::SequenceWindow*>(dialog("sequenceWindow"));
    }
    [[nodiscard]] Ui::SequenceView* view() const { return sequence()->view(); }
    [[nodiscard]] QString status() const
    {
        return sequence()->findChild<Ui::ElidedLabel*>(QStringLiteral("sequenceStatus"))->text();
    }
    void clickArrow(quint64 serial, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(
            view()->viewport(), Qt::LeftButton, modifiers, view()->rectOf(serial).center());
    }
    [[nodiscard]] QByteArray saved(const QString& name)
    {
        const QString path = folder.filePath(name);
        sequence()->saveTo(path);
        const auto isTold = [&] {
            return status().contains(path);
        };
        [&] {
            QTRY_VERIFY(isTold());
        }();
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    const QString secret = QStringLiteral("hunter2-and-more");
    ThreadedPracticeFixture broker;
    Ui::Connection* first = nullptr;
    Ui::Connection* second = nullptr;
};

} // namespace Testing
