#include "practicesettings.h"

#include "icons.h"
#include "practicetext.h"

#include <ui/workspace/practicebroker.h>

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QToolButton>

namespace Ui {

namespace {

constexpr double fastest = 10'000;

QDoubleSpinBox* makeRate(QWidget* parent, const char* name, double value)
{
    auto* rate = new QDoubleSpinBox(parent);
    rate->setObjectName(QLatin1StringView(name));
    rate->setRange(0, fastest);
    rate->setDecimals(1);
    rate->setValue(value);
    rate->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    rate->setKeyboardTracking(false);
    return rate;
}

} // namespace

PracticeSettings::PracticeSettings(PracticeBroker& broker, QWidget* parent)
    : QWidget(parent), m_broker(broker), m_lines(new QBoxLayout(QBoxLayout::TopToBottom, this)),
      m_run(new QAction(this)), m_skin(new QComboBox(this)), m_traffic(new QToolButton(this)),
      m_orders(makeRate(this, "practiceOrders", broker.ordersPerSecond())),
      m_prices(makeRate(this, "practicePrices", broker.pricesPerSecond()))
{
    auto* run = new QToolButton(this);
    run->setObjectName(QStringLiteral("practiceRun"));
    run->setDefaultAction(m_run);
    run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    run->setFocusPolicy(Qt::StrongFocus);
    m_skin->setObjectName(QStringLiteral("practiceSkin"));
    m_skin->setAccessibleName(tr("Looks like"));
    m_skin->setToolTip(tr("Which broker it looks like, in its frames. Another choice starts it "
                          "anew on the same port: its messages are forgotten."));
    for (const QString& skin : PracticeBroker::skins())
        m_skin->addItem(skinTitle(skin), skin);
    m_traffic->setObjectName(QStringLiteral("practiceTraffic"));
    m_traffic->setText(tr("Sample traffic"));
    m_traffic->setCheckable(true);
    m_traffic->setFocusPolicy(Qt::StrongFocus);
    m_orders->setSuffix(tr(" orders/s"));
    m_orders->setAccessibleName(tr("Orders a second"));
    m_prices->setSuffix(tr(" prices/s"));
    m_prices->setAccessibleName(tr("Prices a second"));
    m_lines->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_lines->setSpacing(Theme::grid);
    auto* first = new QHBoxLayout;
    first->addWidget(run);
    first->addWidget(m_skin, 1);
    auto* second = new QHBoxLayout;
    second->addWidget(m_traffic);
    second->addWidget(m_orders, 1);
    second->addWidget(m_prices, 1);
    m_lines->addLayout(first, 1);
    m_lines->addLayout(second, 1);
    // Else it could not become narrow again.
    setMinimumWidth(Theme::grid * 36);

    connect(m_run, &QAction::triggered, this, [this] {
        if (m_broker.isRunning())
            m_broker.stop();
        else
            m_broker.start();
    });
    connect(m_skin, &QComboBox::activated, this,
        [this](int row) { m_broker.setSkin(m_skin->itemData(row).toString()); });
    connect(m_traffic, &QToolButton::clicked, &m_broker, &PracticeBroker::setSampleTraffic);
    connect(m_orders, &QDoubleSpinBox::valueChanged, this, &PracticeSettings::applyRates);
    connect(m_prices, &QDoubleSpinBox::valueChanged, this, &PracticeSettings::applyRates);
    connect(&m_broker, &PracticeBroker::started, this, &PracticeSettings::showState);
    connect(&m_broker, &PracticeBroker::stopped, this, &PracticeSettings::showState);
    connect(&m_broker, &PracticeBroker::skinChanged, this, &PracticeSettings::showState);
    connect(&m_broker, &PracticeBroker::sampleTrafficChanged, this, &PracticeSettings::showState);
    showState();
}

void PracticeSettings::setWide(bool wide)
{
    m_lines->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void PracticeSettings::applyRates()
{
    m_broker.setSampleRates(m_orders->value(), m_prices->value());
}

void PracticeSettings::showState()
{
    const bool runs = m_broker.isRunning();
    m_run->setText(runs ? tr("Stop") : tr("Start"));
    m_run->setIcon(icon(QLatin1StringView(runs ? "media-playback-stop" : "media-playback-start")));
    m_run->setToolTip(runs ? tr("Stop the practice broker; its messages are forgotten")
                           : tr("Start the practice broker"));
    m_skin->setCurrentIndex(m_skin->findData(m_broker.skin()));
    m_traffic->setChecked(m_broker.hasSampleTraffic());
    m_orders->setEnabled(m_broker.hasSampleTraffic());
    m_prices->setEnabled(m_broker.hasSampleTraffic());
}

} // namespace Ui
