#include "sides.h"

#include <support/printing.h>

#include <QDir>
#include <QFile>

#include <algorithm>
#include <set>

using namespace Conformance;
using namespace Qt::StringLiterals;

/** The cases of the folder cases, in the format of format.md, against the rules of rules.txt: each
 * rule of stomp-facts 1.1 to 1.9 has a case. */
class TestConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const QDir folder(QStringLiteral(CASES));
        m_rules = readRules(contents(folder.filePath(u"rules.txt"_s)), m_errors);
        for (const QString& name : folder.entryList({u"1.*.txt"_s}, QDir::Files, QDir::Name)) {
            CaseFile file = readCases(name.toStdString(), contents(folder.filePath(name)));
            m_errors.insert(m_errors.end(), file.errors.begin(), file.errors.end());
            m_cases.insert(m_cases.end(), file.cases.begin(), file.cases.end());
        }
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void filesAreRead()
    {
        QCOMPARE(joined(m_errors), "");
        QVERIFY(!m_rules.empty());
        QVERIFY(!m_cases.empty());
        std::set<std::string> names;
        for (const Case& one : m_cases)
            QVERIFY2(names.insert(one.name).second, one.title().c_str());
    }

    void everyRuleHasACase()
    {
        QCOMPARE(joined(mismatches(m_rules, m_cases)), "");
        for (const char* section : {"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9"})
            QVERIFY2(std::any_of(m_rules.begin(), m_rules.end(),
                         [&](const Rule& rule) {
                             return rule.id.starts_with(std::string(section) + ' ');
                         }),
                section);
    }

    void cases_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<std::string>("side");
        QTest::addColumn<std::string>("version");
        for (std::size_t i = 0; i < m_cases.size(); ++i) {
            const Case& one = m_cases[i];
            for (const std::string& side : one.sides) {
                for (const std::string& version : one.versions)
                    QTest::addRow("%s, %s %s", one.title().c_str(), side.c_str(), version.c_str())
                        << static_cast<int>(i) << side << version;
            }
        }
    }

    void cases()
    {
        QFETCH(int, index);
        QFETCH(std::string, side);
        QFETCH(std::string, version);
        const std::string wrong = run(m_cases[static_cast<std::size_t>(index)], side, version);
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<std::string>("error");
        const auto row = [](const char* name, const char* text, const char* error) {
            QTest::newRow(name) << std::string(text) << std::string(error);
        };
        const auto begun = [](const char* rest) {
            return "case: a\nrule: 1.1 x\nside: client\nversion: 1.2\n" + std::string(rest);
        };
        row("empty", "", "f: has no case");
        row("only remarks", "# nothing\n\n", "f: has no case");
        row("unknown key", begun("frmae: SEND\nframe: SEND\n").c_str(),
            "f:5: no known key: frmae: SEND");
        row("no key", begun("frame SEND\nframe: SEND\n").c_str(), "f:5: no known key: frame SEND");
        row("unknown escape", begun("in: \\q\nframe: SEND\n").c_str(), "f:5: unknown escape: \\q");
        row("half an escape", begun("in: \\x1\nframe: SEND\n").c_str(),
            "f:5: unknown escape: \\x1");
        row("blank at the end", begun("in: a \nframe: SEND\n").c_str(),
            "f:5: ends with a blank; write it as \\x20");
        row("before the first case", ("in: a\n" + begun("frame: A\n")).c_str(),
            "f:1: stands before the first case");
        row("nothing expected", begun("in: a\n").c_str(), "f:1: a: expects nothing");
        row("no rule", "case: a\nside: client\nversion: 1.2\nframe: A\n", "f:1: a: names no rule");
        row("no side", "case: a\nrule: 1.1 x\nversion: 1.2\nframe: A\n", "f:1: a: names no side");
        row("no version", "case: a\nrule: 1.1 x\nside: client\nframe: A\n",
            "f:1: a: names no version");
    }

    void badFilesAreRefused()
    {
        QFETCH(std::string, text);
        QFETCH(std::string, error);
        QCOMPARE(joined(readCases("f", text).errors), error + '\n');
    }

    void badRulesAreRefused()
    {
        std::vector<std::string> errors;
        const auto rules =
            readRules("# remark\n1.1 a: one\n1.1 a: two\nno rule\n2.1 b: x\n", errors);
        QCOMPARE(rules.size(), std::size_t{1});
        QCOMPARE(joined(errors),
            "rules.txt: twice: 1.1 a\nrules.txt: no rule: no rule\nrules.txt: no rule: 2.1 b: x\n");
    }

    void rulesAndCasesAreMatched()
    {
        std::vector<std::string> errors;
        const auto rules = readRules("1.1 a: one\n1.1 b: two\n", errors);
        const CaseFile file = readCases(
            "f", "case: x\nrule: 1.1 a\nrule: 1.1 c\nside: client\nversion: 1.2\nframe: SEND\n");
        QCOMPARE(joined(errors) + joined(file.errors), "");
        QCOMPARE(joined(mismatches(rules, file.cases)),
            "f:1: x: no such rule: 1.1 c\n1.1 b has no case\n");
    }

    /** A case that expects something else than happens fails, on every side. */
    void wrongExpectationsAreFound_data()
    {
        QTest::addColumn<std::string>("side");
        QTest::addColumn<std::string>("right");
        QTest::addColumn<std::string>("wrong");
        const auto row = [](const char* side, const char* right, const char* wrong) {
            QTest::addRow("%s: %.20s", side, encode(wrong).c_str())
                << std::string(side) << std::string(right) << std::string(wrong);
        };
        const char* frame = "in: SEND\\na:b\\n\\nx\\0\nframe: SEND\nheader: a=b\nbody: x\n";
        row("server", frame, "in: SEND\\na:b\\n\\nx\\0\nframe: SEND\nheader: a=c\nbody: x\n");
        row("server", frame, "in: SEND\\na:b\\n\\nx\\0\nframe: SEND\nheader: a=b\n");
        row("client", frame, "in: SEND\\na:b\\n\\nx\\0\nframe: SEND\nbody: x\nheader: a=b\n");
        row("server", "in: !\nerror: NotStomp at 0\n", "in: !\nerror: NotStomp at 1\n");
        row("client", "in: \\n\nheart-beats: 1\n", "in: \\n\nheart-beats: 2\n");
        row("client", frame, "in: SEND\\n\\n\\0\nframe: SEND\nwrite: SEND\n");
        row("writer", "write: ACK\nout: ACK\\n\\n\\0\n", "write: ACK\nout: ACK\\n\\n\\0\\n\n");
        row("writer", "write:\nrefused: BadCommand\n", "write:\nrefused: EmptyName\n");
        row("session", "do: wait 1\ndo: send /q x\nout: SEND\\ndestination:/q\\n\\nx\\0\n",
            "do: wait 1\ndo: send /q x\nout: SEND\\ndestination:/q\\n\\ny\\0\n");
        row("session", "do: nack 0\nrefused: x\n", "do: juggle\nrefused: x\n");
        row("body", "in: x\nkind: text\ncharset: utf-8\ntext: x\n",
            "in: x\nkind: JSON\ncharset: utf-8\ntext: x\n");
        row("lint", "write: SEND\nwarning: none\n", "write: SEND\nwarning: persistent\n");
        row("lint", "write: SEND\nrepeat: 101 a=b\nwarning: many-headers\n",
            "write: SEND\nrepeat: 100 a=b\nwarning: many-headers\n");
        row("juggler", "in: x\nkind: text\n", "in: x\nkind: text\n");
    }

    void wrongExpectationsAreFound()
    {
        QFETCH(std::string, side);
        QFETCH(std::string, right);
        QFETCH(std::string, wrong);
        const std::string head = "case: a\nrule: 1.1 x\nside: " + side + "\nversion: 1.2\n";
        const CaseFile good = readCases("f", head + right);
        const CaseFile bad = readCases("f", head + wrong);
        QCOMPARE(joined(good.errors) + joined(bad.errors), "");
        const bool possible = side != "juggler" && right.find("nack 0") == std::string::npos;
        QCOMPARE(run(good.cases.front(), side, "1.2").empty(), possible);
        QVERIFY(!run(bad.cases.front(), side, "1.2").empty());
    }

private:
    static std::string contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }

    static std::string joined(const std::vector<std::string>& lines)
    {
        std::string text;
        for (const std::string& line : lines)
            text += line + '\n';
        return text;
    }

    static std::string run(const Case& one, const std::string& side, const std::string& versionText)
    {
        const auto version = Stomp::versionFromString(versionText);
        if (!version)
            return "no such version\n";
        if (side == "client" || side == "server")
            return runParserCase(one, side, *version);
        if (side == "writer")
            return runWriterCase(one, *version);
        if (side == "session")
            return runSessionCase(one, *version);
        if (side == "lint")
            return runLintCase(one, *version);
        return side == "body" ? runBodyCase(one) : "no such side\n";
    }

    std::vector<Rule> m_rules;
    std::vector<Case> m_cases;
    std::vector<std::string> m_errors;
};

QTEST_APPLESS_MAIN(TestConformance)
#include "tst_conformance.moc"
