#include <stomp/messages/backgroundthread.h>

#include <QTest>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace Stomp;

namespace {
/** Of the calling thread. */
int niceness()
{
    return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid)));
}
} // namespace

class tst_BackgroundThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksBehindTheWindow();
    void givesWayForItselfOnly();
    void isNeverLessNiceThanTheProcess();
};

void tst_BackgroundThread::worksBehindTheWindow()
{
    const int ours = niceness();
    int theirs = ours;
    std::thread thread = backgroundThread([&] { theirs = niceness(); });
    thread.join();
    QCOMPARE(theirs, std::max(ours, workingNiceness));
    QCOMPARE(niceness(), ours);
}

void tst_BackgroundThread::givesWayForItselfOnly()
{
    const int ours = niceness();
    int receiving = ours;
    int beside = ours;
    std::thread([&] {
        giveWay(receivingNiceness);
        receiving = niceness();
        // A thread begins as nice as the one that made it.
        std::thread([&] { beside = niceness(); }).join();
    }).join();
    QCOMPARE(receiving, std::max(ours, receivingNiceness));
    QCOMPARE(beside, receiving);
    QCOMPARE(niceness(), ours);
}

void tst_BackgroundThread::isNeverLessNiceThanTheProcess()
{
    int after = 0;
    std::thread([&] {
        giveWay(19);
        giveWay(workingNiceness);
        after = niceness();
    }).join();
    QCOMPARE(after, 19);
}

QTEST_APPLESS_MAIN(tst_BackgroundThread)

#include "tst_backgroundthread.moc"
