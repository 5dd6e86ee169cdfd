#include "tablecopies.h"

#include "icons.h"
#include "messagepanel.h"
#include "messageselection.h"
#include "messagetableview.h"
#include "messagetexts.h"
#include "tableremark.h"
#include "wording.h"

#include <ui/models/messagetablemodel.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QTimer>

#include <utility>

namespace Ui {

TableCopies::TableCopies(
    MessagePanel& panel, const MessageTableModel& model, TableRemark& remark, Names names)
    : QObject(&panel), m_panel(panel), m_model(model), m_remark(remark), m_names(std::move(names)),
      m_menu(new QMenu(&panel)), m_updateDue(new QTimer(this))
{
    m_menu->setIcon(icon(QLatin1StringView("edit-copy")));
    add("copyJson", tr("&JSON Lines"), [this] { return jsonText(m_names()); });
    add("copyCsv", tr("&CSV"), [this] {
        return std::make_unique<Stomp::MessageCsv>(
            shownColumns(m_model, *m_panel.view()->horizontalHeader()), m_names());
    });
    m_updateDue->setSingleShot(true);
    m_updateDue->callOnTimeout(this, &TableCopies::update);
    connect(panel.view()->selectionModel(), &QItemSelectionModel::selectionChanged, m_updateDue,
        qOverload<>(&QTimer::start));
    panel.addMenuPart([this](QMenu& menu, const QModelIndex& cell) {
        update();
        if (cell.isValid())
            menu.addMenu(m_menu);
    });
    update();
}

void TableCopies::add(const char* name, const QString& text, Make make)
{
    QAction* action = m_menu->addAction(text);
    action->setObjectName(QString::fromLatin1(name));
    const QString format = QString(text).remove(u'&');
    connect(action, &QAction::triggered, this,
        [this, make = std::move(make), format] { copy(*make(), format); });
}

void TableCopies::copy(Stomp::MessageText& text, const QString& format)
{
    const MessageSelection selection(m_model, *m_panel.view()->selectionModel());
    if (!selection.isUpTo(mostBytes))
        return;
    std::string all;
    text.begin(all);
    const qsizetype count = selection.appendTo(text, all);
    QGuiApplication::clipboard()->setText(
        QString::fromUtf8(all.data(), static_cast<qsizetype>(all.size())));
    quint64 masked = 0;
    for (const auto& [header, times] : text.masked().counts())
        masked += times;
    const QString what = count == 1
        ? tr("Copied as %1").arg(format)
        : tr("%1 messages copied as %2").arg(countText(quint64(count)), format);
    m_remark.say(
        masked == 0 ? what : tr("%1; secret headers masked: %2").arg(what, countText(masked)));
}

void TableCopies::update()
{
    const MessageSelection selection(m_model, *m_panel.view()->selectionModel());
    const bool canCopy = selection.isUpTo(mostBytes);
    m_menu->setEnabled(canCopy);
    m_menu->setTitle(canCopy || selection.messageRows(1).isEmpty()
            ? tr("Copy &As")
            : tr("Copy As: at most %1; save more to a file").arg(sizeText(mostBytes)));
}

} // namespace Ui
