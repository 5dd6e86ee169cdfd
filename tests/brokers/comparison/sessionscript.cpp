#include "sessionscript.h"

#include <QFile>
#include <QFileInfo>

namespace {

/** \n, \r, \0 and \\ stand for bytes. */
std::string unescaped(const QByteArray& text)
{
    std::string bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            bytes += text[i];
            continue;
        }
        const char c = text[++i];
        bytes += c == 'n' ? '\n' : c == 'r' ? '\r' : c == '0' ? '\0' : c;
    }
    return bytes;
}

/** False: it is no step. */
bool readStep(const QByteArray& line, ScriptStep& step)
{
    const QByteArray word = line.left(line.indexOf(' '));
    const QByteArray rest = line.mid(word.size()).trimmed();
    if (word.size() == 2 && word[1] == ':') { // A: frame
        step.kind = ScriptStep::Kind::Send;
        step.connection = word[0];
        step.bytes = unescaped(rest);
        return !rest.isEmpty();
    }
    if (word.size() == 2 && word[1] == '?') { // A? 2
        bool isNumber = false;
        step.kind = ScriptStep::Kind::Wait;
        step.connection = word[0];
        step.frames = rest.toInt(&isNumber);
        return isNumber && step.frames > 0;
    }
    if ((word != "quiet" && word != "drop") || rest.size() != 1)
        return false;
    step.kind = word == "quiet" ? ScriptStep::Kind::Quiet : ScriptStep::Kind::Drop;
    step.connection = rest[0];
    return true;
}

} // namespace

SessionScript SessionScript::read(const QString& path)
{
    SessionScript script;
    script.name = QFileInfo(path).completeBaseName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        script.error = path + QStringLiteral(": ") + file.errorString();
        return script;
    }
    int number = 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        ++number;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        ScriptStep step;
        step.line = number;
        if (line.startsWith("says: ")) {
            script.says = QString::fromUtf8(line.mid(6));
        } else if (line.startsWith("brokers: ")) {
            for (const QByteArray& broker : line.mid(9).split(' '))
                script.brokers.push_back(broker.toStdString());
        } else if (readStep(line, step)) {
            script.steps.push_back(step);
        } else {
            script.error = QStringLiteral("%1:%2: not a step: %3")
                               .arg(path)
                               .arg(number)
                               .arg(QString::fromUtf8(line));
            return script;
        }
    }
    if (script.says.isEmpty() || script.brokers.empty() || script.steps.empty())
        script.error = path + QStringLiteral(": says nothing, for no broker, or has no steps");
    return script;
}
