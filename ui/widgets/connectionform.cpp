#include "connectionform.h"

#include "headertable.h"
#include "passwordedit.h"
#include "theme.h"
#include "wording.h"

#include <stomp/dialect/dialectfacts.h>

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace Ui {

using Stomp::BrokerUrl;
using Stomp::Version;

namespace {

constexpr Version allVersions[]{Version::V10, Version::V11, Version::V12};

QSpinBox* intervalBox(QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(0, std::numeric_limits<int>::max());
    box->setSingleStep(1000);
    box->setSuffix(ConnectionForm::tr(" ms"));
    box->setSpecialValueText(ConnectionForm::tr("never"));
    box->setGroupSeparatorShown(true);
    box->setFixedWidth(Theme::grid * 16);
    return box;
}

} // namespace

ConnectionForm::ConnectionForm(QWidget* parent) : QWidget(parent), m_fields(new QFormLayout)
{
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::grid);
    m_fields->setHorizontalSpacing(Theme::grid * 2);
    m_fields->setVerticalSpacing(Theme::grid);
    m_fields->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    buildFields();
    all->addLayout(m_fields);
    buildMore();
    all->addWidget(m_moreButton);
    all->addWidget(m_more);
    all->addStretch(1);
    setProfile(ConnectionProfile::forPreset(Preset::Practice));
}

void ConnectionForm::buildFields()
{
    m_practiceText = new QLabel(this);
    m_practiceText->setWordWrap(true);
    m_practiceText->setText(
        tr("A broker inside the console, for trying things out. It listens on this computer only, "
           "asks for no login, and forgets its messages when the console ends."));
    m_sampleTraffic =
        new QCheckBox(tr("Sample traffic: orders on /queue/orders, prices on /topic/prices"), this);
    m_sampleTraffic->setChecked(true);
    m_url = new QLineEdit(this);
    m_url->setObjectName(QStringLiteral("url"));
    m_url->setPlaceholderText(QStringLiteral("stomp://broker.example:61613/vhost"));
    m_url->setClearButtonEnabled(true);

    m_address = new QWidget(this);
    auto* address = new QHBoxLayout(m_address);
    address->setContentsMargins(0, 0, 0, 0);
    address->setSpacing(Theme::grid);
    m_host = new QLineEdit(m_address);
    m_host->setObjectName(QStringLiteral("host"));
    m_host->setAccessibleName(tr("Host"));
    m_port = new QSpinBox(m_address);
    m_port->setObjectName(QStringLiteral("port"));
    m_port->setRange(1, 65535);
    m_port->setFixedWidth(Theme::grid * 11);
    auto* portLabel = new QLabel(tr("Po&rt"), m_address);
    portLabel->setBuddy(m_port);
    address->addWidget(m_host, 1);
    address->addWidget(portLabel);
    address->addWidget(m_port);
    m_address->setFocusProxy(m_host);

    m_login = new QLineEdit(this);
    m_login->setObjectName(QStringLiteral("login"));
    m_password = new PasswordEdit(this);
    m_password->setObjectName(QStringLiteral("password"));
    m_vhost = new QLineEdit(this);
    m_vhost->setObjectName(QStringLiteral("vhost"));

    m_fields->addRow(m_practiceText);
    m_fields->addRow(m_sampleTraffic);
    m_fields->addRow(tr("&URL"), m_url);
    m_fields->addRow(tr("&Host"), m_address);
    m_fields->addRow(tr("&Login"), m_login);
    m_fields->addRow(tr("&Password"), m_password);
    m_fields->addRow(tr("&Virtual host"), m_vhost);
    for (QLineEdit* edit : {m_url, m_host, m_login, m_password, m_vhost})
        connect(edit, &QLineEdit::textEdited, this, &ConnectionForm::edited);
    connect(m_port, &QSpinBox::valueChanged, this, &ConnectionForm::edited);
    connect(m_url, &QLineEdit::editingFinished, this, &ConnectionForm::takeUrl);
}

void ConnectionForm::buildMore()
{
    m_moreButton = new QToolButton(this);
    m_moreButton->setObjectName(QStringLiteral("more"));
    m_moreButton->setText(tr("&More: versions, heart-beats, headers"));
    m_moreButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreButton->setArrowType(Qt::RightArrow);
    m_moreButton->setAutoRaise(true);
    m_moreButton->setCheckable(true);
    connect(m_moreButton, &QToolButton::toggled, this, [this](bool open) {
        m_moreButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        showFields();
    });

    m_more = new QWidget(this);
    auto* form = new QFormLayout(m_more);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(Theme::grid * 2);
    form->setVerticalSpacing(Theme::grid);
    auto* versions = new QHBoxLayout;
    versions->setSpacing(Theme::grid * 2);
    for (std::size_t i = 0; i < 3; ++i) {
        m_versions[i] = new QCheckBox(fromUtf8(Stomp::toString(allVersions[i])), m_more);
        connect(m_versions[i], &QCheckBox::toggled, this, &ConnectionForm::edited);
        versions->addWidget(m_versions[i]);
    }
    versions->addStretch(1);
    form->addRow(tr("STOMP versions"), versions);
    m_sendEvery = intervalBox(m_more);
    m_sendEvery->setObjectName(QStringLiteral("sendEvery"));
    m_expectEvery = intervalBox(m_more);
    m_expectEvery->setObjectName(QStringLiteral("expectEvery"));
    auto* beats = new QHBoxLayout;
    beats->setSpacing(Theme::grid);
    auto* expectLabel = new QLabel(tr("&expect every"), m_more);
    expectLabel->setBuddy(m_expectEvery);
    beats->addWidget(m_sendEvery);
    beats->addWidget(expectLabel);
    beats->addWidget(m_expectEvery);
    beats->addStretch(1);
    auto* sendLabel = new QLabel(tr("Heart-beats: &send every"), m_more);
    sendLabel->setBuddy(m_sendEvery);
    form->addRow(sendLabel, beats);
    m_headers = new HeaderTable(m_more);
    m_headers->setMinimumHeight(Theme::grid * 13);
    form->addRow(tr("Headers of CONNECT"), m_headers);
}

void ConnectionForm::setProfile(const ConnectionProfile& profile)
{
    const QSignalBlocker quiet(this);
    m_profile = profile;
    const Stomp::DialectFacts& facts = Stomp::factsOf(dialectOf(profile.preset));
    m_host->setText(profile.host);
    m_port->setValue(profile.port);
    m_url->setText(profile.preset == Preset::Url && !profile.host.isEmpty()
            ? fromUtf8(profile.url().display())
            : QString());
    m_login->setText(profile.login);
    m_login->setPlaceholderText(facts.login.empty()
            ? QString()
            : tr("“%1” on a fresh installation").arg(fromUtf8(facts.login)));
    m_password->clear();
    m_vhost->setText(profile.vhost.value_or(QString()));
    m_vhost->setPlaceholderText(facts.defaultHost.value == Stomp::DefaultHost::Slash
            ? QStringLiteral("/")
            : tr("the same as the host"));
    for (std::size_t i = 0; i < 3; ++i) {
        m_versions[i]->setChecked(
            std::find(profile.versions.cbegin(), profile.versions.cend(), allVersions[i])
            != profile.versions.cend());
    }
    m_sendEvery->setValue(static_cast<int>(profile.heartBeat.canSend));
    m_expectEvery->setValue(static_cast<int>(profile.heartBeat.wants));
    m_headers->setHeaders(profile.headers);
    showFields();
}

ConnectionProfile ConnectionForm::profile() const
{
    ConnectionProfile profile = m_profile;
    if (!profile.isPractice() || profile.preset == Preset::Url) {
        if (profile.preset == Preset::Url) {
            const auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
            profile = ConnectionProfile::forUrl(parsed.url);
            profile.preset = Preset::Url;
        } else {
            profile.host = m_host->text().trimmed();
            profile.port = static_cast<quint16>(m_port->value());
        }
        profile.login = m_login->text();
        profile.vhost.reset();
        if (!m_vhost->text().isEmpty())
            profile.vhost = m_vhost->text();
    }
    profile.versions.clear();
    for (std::size_t i = 0; i < 3; ++i) {
        if (m_versions[i]->isChecked())
            profile.versions.push_back(allVersions[i]);
    }
    profile.heartBeat = {m_sendEvery->value(), m_expectEvery->value()};
    profile.headers = m_headers->headers();
    return profile;
}

QString ConnectionForm::password() const
{
    return m_password->text();
}

bool ConnectionForm::wantsSampleTraffic() const
{
    return m_sampleTraffic->isChecked();
}

QString ConnectionForm::complaint() const
{
    if (m_profile.preset == Preset::Url) {
        const auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
        if (!parsed.error.empty())
            return QString::fromStdString(parsed.error);
    } else if (!m_profile.isPractice() && m_host->text().trimmed().isEmpty()) {
        return tr("The host is missing.");
    }
    if (profile().versions.empty())
        return tr("At least one STOMP version must be offered.");
    return {};
}

void ConnectionForm::focusFirstField()
{
    for (QWidget* field : std::initializer_list<QWidget*>{m_url, m_host, m_sampleTraffic}) {
        if (field->isVisibleTo(this)) {
            field->setFocus();
            return;
        }
    }
}

void ConnectionForm::takeUrl()
{
    const auto parsed = BrokerUrl::parse(m_url->text().trimmed().toStdString());
    if (!parsed.error.empty())
        return;
    if (!parsed.url.user.empty())
        m_login->setText(QString::fromStdString(parsed.url.user));
    if (parsed.url.password)
        m_password->setText(QString::fromStdString(*parsed.url.password));
    if (parsed.url.vhost)
        m_vhost->setText(QString::fromStdString(*parsed.url.vhost));
    BrokerUrl shown = parsed.url;
    shown.user.clear();
    shown.password.reset();
    shown.vhost.reset();
    m_url->setText(QString::fromStdString(shown.display()));
}

void ConnectionForm::showFields()
{
    const bool practice = m_profile.preset == Preset::Practice;
    const bool url = m_profile.preset == Preset::Url;
    const auto setRow = [this](QWidget* field, bool shown) {
        field->setVisible(shown);
        if (QWidget* label = m_fields->labelForField(field))
            label->setVisible(shown);
    };
    setRow(m_practiceText, practice);
    setRow(m_sampleTraffic, practice);
    setRow(m_url, url);
    setRow(m_address, !practice && !url);
    setRow(m_login, !practice);
    setRow(m_password, !practice);
    setRow(m_vhost, !practice);
    m_more->setVisible(m_moreButton->isChecked());
}

} // namespace Ui
