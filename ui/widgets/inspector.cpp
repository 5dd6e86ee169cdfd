#include "inspector.h"

#include "inspectordiff.h"
#include "inspectorframe.h"
#include "inspectorheaders.h"
#include "inspectorpayload.h"
#include "inspectorsummary.h"
#include "theme.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace Ui {

Inspector::Inspector(QWidget* parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_summary(new InspectorSummary(this)),
      m_tabs(new QTabWidget(this)), m_payload(new InspectorPayload(this)),
      m_headers(new InspectorHeaders(this)), m_frame(new InspectorFrame(this)),
      m_diff(new InspectorDiff(this))
{
    setAccessibleName(tr("Inspector"));
    auto* const empty = new QLabel(tr("Select a message to see it here."), this);
    empty->setObjectName(QStringLiteral("empty"));
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(2 * Theme::grid);
    empty->setForegroundRole(QPalette::PlaceholderText);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_payload, tr("Payload"));
    m_tabs->addTab(buildHeadersPage(), tr("Headers"));
    m_tabs->addTab(m_frame, tr("Frame"));
    m_tabs->addTab(m_diff, tr("Diff"));
    auto* const page = new QWidget(this);
    auto* const pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 0, 0);
    pageLayout->setSpacing(0);
    pageLayout->addWidget(m_summary);
    pageLayout->addWidget(m_tabs, 1);
    m_stack->addWidget(empty);
    m_stack->addWidget(page);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(m_summary, &InspectorSummary::textPlaceWanted, this, [this](std::size_t offset) {
        m_tabs->setCurrentWidget(m_payload);
        m_payload->goToText(offset);
    });
    connect(m_summary, &InspectorSummary::bytePlaceWanted, this, [this](std::size_t offset) {
        m_tabs->setCurrentWidget(m_payload);
        m_payload->goToByte(offset);
    });
}

QWidget* Inspector::buildHeadersPage()
{
    auto* const page = new QWidget(this);
    auto* const note = new QLabel(page);
    note->setObjectName(QStringLiteral("headerNote"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    note->setMargin(Theme::grid);
    // Room for three lines, so that the table does not move from row to row.
    note->setMinimumHeight(3 * note->fontMetrics().lineSpacing() + 2 * Theme::grid);
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    note->setFocusPolicy(Qt::NoFocus);
    connect(m_headers, &InspectorHeaders::columnWanted, this, &Inspector::columnWanted);
    connect(m_payload, &InspectorPayload::columnWanted, this, &Inspector::columnWanted);
    connect(m_headers, &InspectorHeaders::noteChanged, note, &QLabel::setText);
    auto* const layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_headers, 1);
    layout->addWidget(note);
    return page;
}

void Inspector::show(const MessageView& message)
{
    if (message.isEmpty()) {
        clear();
        return;
    }
    m_message = message;
    m_headers->setMessage(message);
    m_frame->setMessage(message);
    m_diff->setMessage(message);
    m_stack->setCurrentIndex(1);
    if (message.body().size() <= PayloadAnalysis::atOnce) {
        m_task.cancel();
        finish(PayloadAnalysis::of(message));
        return;
    }
    m_summary->setMessage(message, {});
    m_payload->setPending(message);
    m_task.start([this, message]() -> LatestTask::Finish {
        return [this, analysis = PayloadAnalysis::of(message)] {
            finish(analysis);
        };
    });
}

void Inspector::compare(const MessageView& before, const MessageView& after)
{
    m_diff->keep(before);
    show(after);
    m_tabs->setCurrentWidget(m_diff);
}

void Inspector::finish(const PayloadAnalysisPtr& analysis)
{
    m_summary->setMessage(m_message, analysis);
    m_payload->setAnalysis(analysis);
    Q_EMIT shown();
}

void Inspector::clear()
{
    m_task.cancel();
    m_message = {};
    m_payload->clear();
    m_headers->setMessage({});
    m_frame->setMessage({});
    m_diff->setMessage({});
    m_stack->setCurrentIndex(0);
}

} // namespace Ui
