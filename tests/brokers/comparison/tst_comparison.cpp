#include "sessionplayer.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

/**
 * The same sessions with a real broker and with the practice broker in its skin, compared frame by
 * frame as a client sees them. What differs must stand in differences.txt with its reason, and what
 * stands there must still differ.
 */
class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void isAlike_data();
    void isAlike();
    void whatIsListedStillDiffers();

private:
    struct Known
    {
        QString session; //!< "*": any
        QString command;
        QString what; //!< a header, "body", or "frame" where one has no such frame
        QString text; //!< its line
        bool isSeen = false;
    };

    void differs(const QString& session, const QString& command, const QString& what,
        const QString& real, const QString& practice);
    void compare(const QString& session, const SeenFrame& real, const SeenFrame& practice);

    QString m_kind;
    std::vector<Known> m_known;
    QStringList m_unlisted;
    QSet<QString> m_played;
};

namespace {

QString shown(const std::string& text)
{
    QString line = QString::fromUtf8(text.data(), qsizetype(text.size()));
    return QStringLiteral("\"%1\"").arg(line.replace(u'\n', QStringLiteral("\\n")).left(160));
}

} // namespace

void TestComparison::initTestCase()
{
    m_kind = RealBroker::sharedKind();
    QFile file(QStringLiteral(COMPARISON_FOLDER "/differences.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString& line : lines) {
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QStringList parts = line.split(QStringLiteral(" | "));
        QVERIFY2(parts.size() == 5 && !parts.at(4).isEmpty(), qPrintable(line));
        QVERIFY2(
            parts.at(0) == QStringLiteral("activemq") || parts.at(0) == QStringLiteral("rabbitmq"),
            qPrintable(line));
        QVERIFY2(parts.at(1) == QStringLiteral("*")
                || QFile::exists(
                    QStringLiteral(COMPARISON_FOLDER "/sessions/%1.txt").arg(parts.at(1))),
            qPrintable(line));
        if (parts.at(0) == m_kind)
            m_known.push_back({parts.at(1), parts.at(2), parts.at(3), line});
    }
}

void TestComparison::isAlike_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(COMPARISON_FOLDER "/sessions"));
    const QStringList files = folder.entryList({QStringLiteral("*.txt")});
    QVERIFY(files.size() > 10);
    for (const QString& file : files) {
        const SessionScript script = SessionScript::read(folder.filePath(file));
        QVERIFY2(script.error.isEmpty(), qPrintable(script.error));
        for (const std::string& broker : script.brokers) {
            QVERIFY2(broker == "activemq" || broker == "rabbitmq", qPrintable(file));
            if (broker == m_kind.toStdString())
                QTest::newRow(qPrintable(script.name)) << folder.filePath(file);
        }
    }
}

void TestComparison::isAlike()
{
    QFETCH(QString, path);
    const SessionScript script = SessionScript::read(path);
    const RealBroker real = RealBroker::shared();
    const RealBroker practice = RealBroker::shared(QStringLiteral("practice-") + m_kind);
    QVERIFY(real.isValid() && practice.isValid());
    const std::string name = "cmp." + script.name.toStdString();
    SessionPlayer withReal(real, name);
    SessionPlayer withPractice(practice, name);
    const std::vector<SeenFrame> ours = withPractice.play(script);
    withReal.waitAsFor(withPractice);
    const std::vector<SeenFrame> theirs = withReal.play(script);
    for (const int line : withReal.overdue())
        QVERIFY2(!withPractice.overdue().contains(line),
            qPrintable(QStringLiteral("%1:%2 waits for what neither sends").arg(path).arg(line)));
    QVERIFY(!theirs.empty());
    m_played.insert(script.name);
    m_unlisted.clear();

    // Aligned by connection and command: a frame that only one has shifts nothing else.
    std::size_t r = 0;
    std::size_t p = 0;
    const auto isSame = [](const SeenFrame& a, const SeenFrame& b) {
        return a.connection == b.connection && a.command == b.command;
    };
    while (r < theirs.size() || p < ours.size()) {
        const bool hasBoth = r < theirs.size() && p < ours.size();
        if (hasBoth && isSame(theirs[r], ours[p])) {
            compare(script.name, theirs[r++], ours[p++]);
        } else if (p < ours.size()
            && (r == theirs.size()
                || std::any_of(ours.begin() + qsizetype(p), ours.end(),
                    [&](const SeenFrame& later) { return isSame(theirs[r], later); }))) {
            const SeenFrame& only = ours[p++];
            differs(script.name, QString::fromStdString(only.command), QStringLiteral("frame"),
                QStringLiteral("none"), shown(only.body));
        } else {
            const SeenFrame& only = theirs[r++];
            differs(script.name, QString::fromStdString(only.command), QStringLiteral("frame"),
                shown(only.body), QStringLiteral("none"));
        }
    }
    QVERIFY2(m_unlisted.isEmpty(),
        qPrintable(QStringLiteral("%1\nnot in differences.txt:\n").arg(script.says)
            + m_unlisted.join(u'\n')));
}

void TestComparison::compare(
    const QString& session, const SeenFrame& real, const SeenFrame& practice)
{
    const QString command = QString::fromStdString(real.command);
    for (const auto& [name, value] : real.headers) {
        const auto other = practice.headers.find(name);
        if (other == practice.headers.end())
            differs(session, command, QString::fromStdString(name), shown(value),
                QStringLiteral("none"));
        else if (other->second != value)
            differs(
                session, command, QString::fromStdString(name), shown(value), shown(other->second));
    }
    for (const auto& [name, value] : practice.headers) {
        if (real.headers.count(name) == 0)
            differs(session, command, QString::fromStdString(name), QStringLiteral("none"),
                shown(value));
    }
    if (real.body != practice.body)
        differs(session, command, QStringLiteral("body"), shown(real.body), shown(practice.body));
}

void TestComparison::differs(const QString& session, const QString& command, const QString& what,
    const QString& real, const QString& practice)
{
    for (Known& known : m_known) {
        if ((known.session == QStringLiteral("*") || known.session == session)
            && known.command == command && known.what == what) {
            known.isSeen = true;
            return;
        }
    }
    m_unlisted.append(QStringLiteral("%1 | %2 | %3 | %4 | real %5, practice %6")
                          .arg(m_kind, session, command, what, real, practice));
}

void TestComparison::whatIsListedStillDiffers()
{
    QStringList gone;
    for (const Known& known : m_known) {
        if (!known.isSeen
            && (known.session == QStringLiteral("*") || m_played.contains(known.session)))
            gone.append(known.text);
    }
    QVERIFY2(
        gone.isEmpty(), qPrintable(QStringLiteral("alike now, take it out:\n") + gone.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
