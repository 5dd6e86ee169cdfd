#include "framelogpanel.h"

#include "elidedlabel.h"
#include "framedelegate.h"
#include "framedetail.h"
#include "framelogfilter.h"
#include "messagetableview.h"
#include "tonedlabel.h"
#include "wording.h"

#include <ui/models/framelogmodel.h>
#include <ui/workspace/framelog.h>

#include <stomp/framelog/framemask.h>

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QTimer>
#include <QToolBar>

#include <algorithm>
#include <memory>

namespace Ui {

namespace {

constexpr int chainEveryMs = 500;

} // namespace

FrameLogPanel::FrameLogPanel(FrameLog& log, QWidget* parent)
    : QWidget(parent), m_log(log), m_model(log.model()), m_saver(this), m_chainDue(new QTimer(this))
{
    makeActions();
    build();
    wire();
    updateConnections();
    updatePaused();
    updateStatus();
}

FrameLogPanel::~FrameLogPanel()
{
    m_view->disconnect(this); // the base class hides it, and it would tell us that it moved
}

void FrameLogPanel::wire()
{
    m_chainDue->setSingleShot(true);
    m_chainDue->setInterval(chainEveryMs);
    m_chainDue->callOnTimeout(this, &FrameLogPanel::refreshChain);
    connect(&m_log, &FrameLog::changed, this, [this] {
        updateStatus();
        if (m_current != 0 && m_detail->isOpenEnded() && !m_chainDue->isActive())
            m_chainDue->start();
    });
    connect(&m_log, &FrameLog::pausedChanged, this, &FrameLogPanel::updatePaused);
    connect(&m_model, &FrameLogModel::connectionsChanged, this, &FrameLogPanel::updateConnections);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &FrameLogPanel::showCurrent);
    connect(m_filter, &FrameLogFilter::changed, this, [this] {
        const quint64 current = m_current;
        m_model.setFilter(m_filter->filter());
        if (const auto row = m_model.rowOf(current))
            m_view->setCurrentIndex(m_model.index(*row, 0));
        m_said.clear();
        updateStatus();
    });
    connect(m_view, &MessageTableView::followChanged, this,
        [this] { m_follow->setChecked(m_view->isFollowing()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &FrameLogPanel::showCurrent);
    connect(m_detail, &FrameDetail::stepChosen, this, &FrameLogPanel::showFrame);
    connect(m_keep, &QAction::toggled, &m_log, &FrameLog::setKeepsRecording);
    connect(m_keep, &QAction::toggled, this, &FrameLogPanel::updateStatus);
    connect(m_pause, &QAction::toggled, &m_log, &FrameLog::setPaused);
    connect(m_follow, &QAction::triggered, m_view, &MessageTableView::setFollowing);
    connect(m_clear, &QAction::triggered, &m_log, &FrameLog::clear);
    connect(m_copy, &QAction::triggered, this, &FrameLogPanel::copy);
    connect(m_save, &QAction::triggered, this, &FrameLogPanel::save);
    connect(&m_saver, &FileSaver::saved, this, [this](const QString& path) {
        m_said = tr("Saved as %1").arg(path);
        updateStatus();
    });
    connect(&m_saver, &FileSaver::failed, this, [this](const QString& path, const QString& why) {
        m_said = tr("Cannot save %1: %2").arg(path, why);
        updateStatus();
    });
}

QList<QAction*> FrameLogPanel::logActions() const
{
    return {m_keep, m_pause, m_follow, m_clear, m_copy, m_save};
}

void FrameLogPanel::setShown(bool shown)
{
    m_isShown = shown;
    m_log.setShown(m_isShown || m_isWatched);
    updateStatus();
}

void FrameLogPanel::setWatched(bool watched)
{
    m_isWatched = watched;
    setShown(m_isShown);
}

void FrameLogPanel::addTool(QAction* action)
{
    m_tools->insertAction(m_keep, action); // at the end a narrow window would hide it
}

void FrameLogPanel::showCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    m_current = current.isValid() ? current.data(FrameSerialRole).toULongLong() : 0;
    m_said.clear();
    if (m_current == 0)
        m_detail->clear();
    else
        m_detail->show(m_model, m_current);
    m_model.setChain(m_current == 0 ? Stomp::FrameChain() : m_model.chainOf(m_current));
    m_copy->setEnabled(m_current != 0);
    updateStatus();
    Q_EMIT currentChanged(m_current);
}

void FrameLogPanel::refreshChain()
{
    if (m_current == 0 || !m_model.ring().find(m_current))
        return;
    const Stomp::FrameChain chain = m_model.chainOf(m_current);
    m_detail->showChain(m_model, chain);
    m_model.setChain(chain);
    Q_EMIT chainChanged(chain);
}

void FrameLogPanel::showFrame(quint64 serial)
{
    if (!m_model.ring().find(serial))
        return;
    if (!m_model.rowOf(serial))
        m_filter->clear();
    if (const auto row = m_model.rowOf(serial)) {
        m_view->setCurrentIndex(m_model.index(*row, 0));
        m_view->scrollTo(m_model.index(*row, 0));
    }
}

void FrameLogPanel::showMessage(
    quint32 connection, std::string_view frame, std::uint32_t bodyOffset)
{
    if (!m_log.isPaused())
        m_log.flush();
    // As it stands in the log: without secrets.
    Stomp::FrameRecord record;
    Stomp::FrameMask().copy(frame, bodyOffset, record);
    if (const auto serial = m_model.findMessage(connection, record.head())) {
        showFrame(*serial);
        return;
    }
    m_said = m_model.ring().dropped() > 0
        ? tr("That message is not in the log: dropped since, or not recorded while the log was "
             "out of view.")
        : tr("That message is not in the log: it came while the log was out of view, and MESSAGE "
             "frames were not recorded.");
    updateStatus();
}

void FrameLogPanel::updateStatus()
{
    const auto shown = static_cast<quint64>(m_model.rowCount());
    const Stomp::FrameRing& ring = m_model.ring();
    const QString size = sizeText(ring.bytes());
    QString text;
    if (!m_said.isEmpty())
        text = m_said;
    else if (!m_model.filter().isEmpty())
        text = tr("%1 of %2 lines match").arg(countText(shown), countText(ring.size()));
    else if (ring.dropped() > 0)
        text = tr("Showing the last %1 lines, %2; %3 frames dropped")
                   .arg(countText(ring.size()), size, countText(ring.dropped()));
    else
        text = tr("%1 lines, %2; the last %3 are kept, or %4")
                   .arg(countText(ring.size()), size, countText(ring.limits().frames),
                       sizeText(ring.limits().bytes));
    m_status->setText(text);
    m_recording->setText(m_log.keepsRecording()
            ? tr("MESSAGE frames are recorded always")
            : tr("MESSAGE frames: all while in view, else the last"));
    if (m_model.filter().isEmpty())
        m_view->setEmptyText(tr("No frames yet"),
            tr("What is sent and received is listed here as it is on the wire, without "
               "passwords."));
    else
        m_view->setEmptyText(tr("No frame matches"),
            tr("%1 are hidden by the filter above.").arg(countText(ring.size())));
}

void FrameLogPanel::updateConnections()
{
    m_filter->setConnections(m_model.connections());
    m_view->horizontalHeader()->setSectionHidden(
        static_cast<int>(FrameColumn::Connection), m_model.connections().size() < 2);
}

QList<int> FrameLogPanel::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void FrameLogPanel::copy()
{
    const QList<int> rows = selectedRows();
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_model.asText(rows)));
}

void FrameLogPanel::save()
{
    const auto text = std::make_shared<QByteArray>(m_model.asText());
    m_saver.setTitle(tr("Save frames"));
    m_saver.ask(
        tr("frames.txt"), {text->constData(), static_cast<std::size_t>(text->size())}, text);
}

void FrameLogPanel::saveTo(const QString& path)
{
    const auto text = std::make_shared<QByteArray>(m_model.asText());
    m_saver.save(path, {text->constData(), static_cast<std::size_t>(text->size())}, text);
}

void FrameLogPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // What tells frames apart goes first where there is not room for all.
    m_view->horizontalHeader()->setSectionHidden(
        static_cast<int>(FrameColumn::Size), width() < Theme::grid * 110);
}

void FrameLogPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_delegate->setFont(m_view->font());
}

} // namespace Ui
