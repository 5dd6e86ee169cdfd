#include "windowtransactions.h"

#include "connectionsbar.h"
#include "noticearea.h"
#include "transactionline.h"
#include "windowactions.h"
#include "wording.h"

#include <ui/models/headernote.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QStringList>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

using Content = Transacting::Content;

namespace {

QString sentText(quint64 messages)
{
    return messages == 1 ? WindowTransactions::tr("1 message was sent")
                         : WindowTransactions::tr("%1 messages were sent").arg(countText(messages));
}

QString committedText(const Content& content)
{
    QStringList parts;
    const quint64 sent = content.sent - std::min(content.sent, content.refused);
    if (sent > 0)
        parts << sentText(sent);
    if (content.settled > 0)
        parts << (content.settled == 1 ? WindowTransactions::tr("1 was acknowledged or rejected")
                                       : WindowTransactions::tr("%1 were acknowledged or rejected")
                                             .arg(countText(content.settled)));
    return parts.isEmpty() ? WindowTransactions::tr("nothing was in it")
                           : parts.join(WindowTransactions::tr(", "));
}

QString abortedText(const Content& content)
{
    QStringList parts;
    const quint64 sent = content.sent - std::min(content.sent, content.refused);
    if (sent > 0)
        parts << (sent == 1 ? WindowTransactions::tr("1 message is not sent after all")
                            : WindowTransactions::tr("%1 messages are not sent after all")
                                  .arg(countText(sent)));
    if (content.settled > 0)
        parts << (content.settled == 1
                ? WindowTransactions::tr("1 message waits again for an acknowledgement")
                : WindowTransactions::tr("%1 messages wait again for an acknowledgement")
                      .arg(countText(content.settled)));
    return parts.isEmpty() ? WindowTransactions::tr("nothing was in it")
                           : parts.join(WindowTransactions::tr(", "));
}

} // namespace

WindowTransactions::WindowTransactions(Workspace& workspace, ConnectionsBar& connections,
    WindowActions& actions, NoticeArea& notices, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_connections(connections), m_actions(actions),
      m_notices(notices), m_container(new QWidget), m_layout(new QVBoxLayout(m_container)),
      m_transacting(new Transacting(workspace.acknowledging(), this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    connect(m_transacting, &Transacting::changed, this, &WindowTransactions::update);
    connect(m_transacting, &Transacting::finished, this, &WindowTransactions::tell);
    connect(
        &connections, &ConnectionsBar::currentChanged, this, &WindowTransactions::updateActions);
    connect(&workspace, &Workspace::connectionAdded, this, &WindowTransactions::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, &WindowTransactions::update);
    for (Connection* const connection : workspace.connections())
        watch(connection);
    connect(actions.beginTransaction, &QAction::triggered, this, [this] {
        if (Connection* const current = m_connections.current())
            m_transacting->begin(current);
    });
    const auto endBy = [this](QAction* action, TransactionStep step) {
        connect(action, &QAction::triggered, this, [this, step] {
            if (Connection* const current = m_connections.current())
                m_transacting->end(current, step);
        });
    };
    endBy(actions.commitTransaction, TransactionStep::Commit);
    endBy(actions.abortTransaction, TransactionStep::Abort);
    updateActions();
}

void WindowTransactions::watch(Connection* connection)
{
    m_transacting->watch(connection);
    updateActions();
}

void WindowTransactions::updateActions()
{
    const Connection* const current = m_connections.current();
    m_actions.beginTransaction->setEnabled(current && m_transacting->canBegin(*current));
    const bool canEnd = current && m_transacting->canEnd(*current);
    m_actions.commitTransaction->setEnabled(canEnd);
    m_actions.abortTransaction->setEnabled(canEnd);
}

void WindowTransactions::update(quint32 number)
{
    updateActions();
    const Content content = m_transacting->content(number);
    Connection* const connection = m_workspace.connection(number);
    if (content.state == Transacting::State::None || !connection) {
        if (TransactionLine* const line = m_lines.take(number)) {
            line->hide();
            line->deleteLater();
        }
        return;
    }
    TransactionLine*& line = m_lines[number];
    if (!line) {
        line = new TransactionLine;
        m_layout->addWidget(line);
        connect(line, &TransactionLine::endRequested, this, [this, number](TransactionStep step) {
            if (Connection* const own = m_workspace.connection(number))
                m_transacting->end(own, step);
        });
        m_notices.dismiss(QStringLiteral("transaction"));
    }
    line->setContent(connection->name(), content, m_transacting->canEnd(*connection));
}

void WindowTransactions::tell(const Transacting::Outcome& outcome)
{
    const Tone tone = outcome.isLost || !outcome.failure.isEmpty() ? Tone::Warn : Tone::Accent;
    m_notices.show(QStringLiteral("transaction"), tone,
        textOf(outcome, m_workspace.connectionName(outcome.connection),
            m_workspace.dialectOf(outcome.connection)),
        {});
}

Problem WindowTransactions::textOf(
    const Transacting::Outcome& outcome, const QString& connection, Stomp::Dialect dialect)
{
    Problem text;
    text.detail = outcome.failure;
    if (outcome.isLost) {
        text.what = tr("The connection %1 ended before COMMIT: %2.")
                        .arg(connection,
                            abortedText({Transacting::State::None, outcome.content.sent,
                                outcome.content.refused}));
        text.cause = tr("A broker aborts what is open when its connection ends, and takes back "
                        "what was not acknowledged.");
        return text;
    }
    if (!outcome.failure.isEmpty()) {
        const QString command = outcome.step == TransactionStep::Begin ? tr("BEGIN")
            : outcome.step == TransactionStep::Commit                  ? tr("COMMIT")
                                                                       : tr("ABORT");
        text.what = tr("%1 on %2 was not confirmed.").arg(command, connection);
        if (outcome.step != TransactionStep::Begin)
            text.remedy = tr("Look at the destinations to see what was done; what was acknowledged "
                             "in it is shown as waiting.");
    } else if (outcome.step == TransactionStep::Commit) {
        text.what = tr("COMMIT on %1: %2.").arg(connection, committedText(outcome.content));
    } else {
        text.what = tr("ABORT on %1: %2.").arg(connection, abortedText(outcome.content));
    }
    if (outcome.content.settledAtOnce > 0)
        text.what +=
            u' ' + tr("%1 ACKs had counted at once.").arg(countText(outcome.content.settledAtOnce));
    if (outcome.content.errors > 0)
        text.what += u' '
            + tr(
                "The broker answered ERROR %n time(s) meanwhile: what that was about is not in it.",
                "", static_cast<int>(outcome.content.errors));
    text.cause = behaviourNote(dialect, Stomp::Matter::Transactions);
    return text;
}

} // namespace Ui
