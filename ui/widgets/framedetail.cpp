#include "framedetail.h"

#include "icons.h"
#include "inspectorframe.h"
#include "inspectorheaders.h"
#include "inspectorhex.h"
#include "tonedlabel.h"

#include <ui/models/framelogmodel.h>
#include <ui/models/framelogtext.h>

#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <memory>

namespace Ui {

namespace {

enum StepColumn : int
{
    FrameOfStep,
    SinceStep,
    MeaningOfStep,
};

MessageView viewOf(const Stomp::FrameRecord& record)
{
    MessageView view;
    auto copy = std::make_shared<std::string>(record.bytes);
    view.frame = *copy;
    view.owner = std::move(copy);
    view.bodyOffset = record.bodyOffset;
    view.version = record.version;
    view.receivedUs = record.timeUs;
    return view;
}

} // namespace

FrameDetail::FrameDetail(QWidget* parent)
    : QTabWidget(parent), m_steps(new QTreeWidget(this)), m_gaps(new TonedLabel(Tone::Muted, this)),
      m_headers(new InspectorHeaders(this)), m_frame(new InspectorFrame(this)),
      m_hex(new InspectorHex(this))
{
    setDocumentMode(true);
    setObjectName(QStringLiteral("frameDetail"));
    m_steps->setObjectName(QStringLiteral("frameSteps"));
    m_steps->setAccessibleName(tr("Steps of the chain"));
    m_steps->setHeaderLabels({tr("Frame"), tr("Since"), tr("What it is to this one")});
    m_steps->setHeaderHidden(true);
    m_steps->setMinimumHeight(2 * (fontMetrics().height() + Theme::grid));
    m_steps->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_steps->setRootIsDecorated(false);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setUniformRowHeights(true);
    m_steps->setAllColumnsShowFocus(true);
    m_steps->setToolTip(tr("Click a step to go to its frame"));
    m_steps->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_steps->header()->setSectionResizeMode(MeaningOfStep, QHeaderView::Stretch);
    m_gaps->setObjectName(QStringLiteral("frameGaps"));
    m_gaps->setWordWrap(true);
    m_gaps->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_gaps->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);

    auto* chain = new QWidget(this);
    auto* column = new QVBoxLayout(chain);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_steps, 1);
    column->addWidget(m_gaps);
    addTab(chain, tr("Chain"));
    addTab(m_headers, tr("Headers"));
    addTab(m_frame, tr("Frame"));
    addTab(m_hex, tr("Hex"));
    const auto choose = [this](const QTreeWidgetItem* item) {
        Q_EMIT stepChosen(item->data(0, Qt::UserRole).toULongLong());
    };
    connect(m_steps, &QTreeWidget::itemClicked, this, choose);
    connect(m_steps, &QTreeWidget::itemActivated, this, choose);
    clear();
}

void FrameDetail::show(const FrameLogModel& model, quint64 serial)
{
    const Stomp::FrameRecord* record = model.ring().find(serial);
    if (!record) {
        clear();
        return;
    }
    const MessageView view =
        record->kind == Stomp::FrameRecord::Kind::Frame ? viewOf(*record) : MessageView();
    m_headers->setMessage(view);
    m_frame->setMessage(view);
    m_hex->setBytes(view.frame, view.owner);
    showChain(model, model.chainOf(serial));
}

void FrameDetail::showChain(const FrameLogModel& model, const Stomp::FrameChain& chain)
{
    m_steps->clear();
    for (const Stomp::FrameStep& step : chain.steps) {
        const Stomp::FrameRecord& record = *model.ring().find(step.serial);
        auto* item = new QTreeWidgetItem(m_steps);
        const bool isOut = record.direction == Stomp::FrameDirection::Out;
        item->setIcon(FrameOfStep,
            icon(QLatin1StringView(isOut ? "go-next" : "go-previous"),
                isOut ? Tone::Accent : Tone::Good));
        item->setText(FrameOfStep, frameCommandText(record));
        item->setText(SinceStep, frameSinceText(step.sinceUs));
        item->setText(MeaningOfStep, frameLinkText(step));
        item->setData(0, Qt::UserRole, QVariant::fromValue<quint64>(step.serial));
        item->setToolTip(FrameOfStep,
            frameTimeText(record.timeUs) + u' ' + frameDirectionText(record.direction) + u' '
                + model.connections().value(record.connection) + u'\n' + frameDetailsText(record));
        if (step.link == Stomp::FrameLink::Itself) {
            QFont bold = m_steps->font();
            bold.setBold(true);
            item->setFont(FrameOfStep, bold);
        }
    }
    QStringList gaps;
    m_isOpenEnded = false;
    for (const Stomp::FrameGap gap : chain.gaps) {
        gaps << frameGapText(gap);
        m_isOpenEnded = m_isOpenEnded || gap == Stomp::FrameGap::NoAnswerYet
            || gap == Stomp::FrameGap::NotAcknowledged
            || gap == Stomp::FrameGap::TracedMessageNotSeen;
    }
    // The answer to an answered frame may still lead on.
    m_isOpenEnded = m_isOpenEnded || chain.steps.size() == 1;
    m_gaps->setText(gaps.join(u'\n'));
    m_gaps->setVisible(!gaps.isEmpty());
}

void FrameDetail::clear()
{
    m_isOpenEnded = false;
    m_steps->clear();
    m_headers->setMessage({});
    m_frame->setMessage({});
    m_hex->setBytes({}, {});
    m_gaps->setText(tr("Select a frame to follow it: a MESSAGE to its ACK, a request to its "
                       "RECEIPT or ERROR."));
    m_gaps->show();
}

} // namespace Ui
