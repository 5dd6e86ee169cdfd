#include "stomppage.h"

#include "formrows.h"
#include "headertable.h"
#include "theme.h"
#include "wording.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace Ui {

using Stomp::Version;

namespace {

constexpr Version allVersions[]{Version::V10, Version::V11, Version::V12};
constexpr auto clientIdName = "client-id";

QSpinBox* intervalBox(QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(0, std::numeric_limits<int>::max());
    box->setSingleStep(1000);
    box->setSuffix(StompPage::tr(" ms"));
    box->setSpecialValueText(StompPage::tr("never"));
    box->setGroupSeparatorShown(true);
    box->setFixedWidth(Theme::grid * 16);
    return box;
}

} // namespace

StompPage::StompPage(QWidget* parent)
    : QWidget(parent), m_sendEvery(intervalBox(this)), m_expectEvery(intervalBox(this)),
      m_clientId(new QLineEdit(this)),
      m_escapes(new QCheckBox(tr("E&scape user name and password in CONNECT"), this)),
      m_headers(new HeaderTable(this))
{
    QFormLayout* form = makeForm(this);
    auto* versions = new QHBoxLayout;
    versions->setSpacing(Theme::grid * 2);
    for (std::size_t i = 0; i < 3; ++i) {
        m_versions[i] = new QCheckBox(fromUtf8(Stomp::toString(allVersions[i])), this);
        versions->addWidget(m_versions[i]);
    }
    versions->addStretch(1);
    form->addRow(tr("STOMP versions"), versions);
    m_sendEvery->setObjectName(QStringLiteral("sendEvery"));
    m_expectEvery->setObjectName(QStringLiteral("expectEvery"));
    auto* beats = new QHBoxLayout;
    beats->setSpacing(Theme::grid);
    auto* expectLabel = new QLabel(tr("&expect every"), this);
    expectLabel->setBuddy(m_expectEvery);
    beats->addWidget(m_sendEvery);
    beats->addWidget(expectLabel);
    beats->addWidget(m_expectEvery);
    beats->addStretch(1);
    auto* sendLabel = new QLabel(tr("Heart-beats: send e&very"), this);
    sendLabel->setBuddy(m_sendEvery);
    form->addRow(sendLabel, beats);
    m_clientId->setObjectName(QStringLiteral("clientId"));
    m_clientId->setPlaceholderText(tr("only for durable subscriptions; one connection at a time"));
    form->addRow(tr("Client &id"), m_clientId);
    m_escapes->setObjectName(QStringLiteral("escapeCredentials"));
    m_escapes->setToolTip(tr("For ActiveMQ Classic and RabbitMQ, which decode them though STOMP "
                             "says not to: a backslash in a password needs it there."));
    form->addRow(tr("Login"), m_escapes);
    m_headers->setObjectName(QStringLiteral("connectHeaders"));
    m_headers->setMinimumHeight(Theme::grid * 10);
    form->addRow(tr("Headers of CONNECT"), m_headers);
    for (const QCheckBox* version : m_versions)
        connect(version, &QCheckBox::toggled, this, &StompPage::edited);
    for (const QSpinBox* every : {m_sendEvery, m_expectEvery})
        connect(every, &QSpinBox::valueChanged, this, &StompPage::edited);
    connect(m_escapes, &QCheckBox::toggled, this, &StompPage::edited);
    connect(m_clientId, &QLineEdit::textEdited, this, &StompPage::edited);
    connect(m_headers, &QTableWidget::cellChanged, this, &StompPage::edited);
}

void StompPage::setProfile(const ConnectionProfile& profile)
{
    for (std::size_t i = 0; i < 3; ++i) {
        m_versions[i]->setChecked(
            std::find(profile.versions.cbegin(), profile.versions.cend(), allVersions[i])
            != profile.versions.cend());
    }
    m_sendEvery->setValue(static_cast<int>(profile.heartBeat.canSend));
    m_expectEvery->setValue(static_cast<int>(profile.heartBeat.wants));
    m_escapes->setChecked(profile.escapesCredentials);
    // The first client-id has a field of its own; the rest stays a header.
    std::vector<Stomp::Header> headers = profile.headers;
    const auto id = std::find_if(headers.begin(), headers.end(),
        [](const Stomp::Header& header) { return header.name == clientIdName; });
    m_clientId->setText(id == headers.end() ? QString() : fromUtf8(id->value));
    if (id != headers.end())
        headers.erase(id);
    m_headers->setHeaders(headers);
}

void StompPage::apply(ConnectionProfile& profile) const
{
    profile.versions.clear();
    for (std::size_t i = 0; i < 3; ++i) {
        if (m_versions[i]->isChecked())
            profile.versions.push_back(allVersions[i]);
    }
    profile.heartBeat = {m_sendEvery->value(), m_expectEvery->value()};
    profile.escapesCredentials = m_escapes->isChecked();
    profile.headers = m_headers->headers();
    if (!m_clientId->text().isEmpty()) {
        profile.headers.insert(
            profile.headers.begin(), {clientIdName, m_clientId->text().toStdString()});
    }
}

QString StompPage::complaint() const
{
    for (const QCheckBox* version : m_versions) {
        if (version->isChecked())
            return {};
    }
    return tr("At least one STOMP version must be offered.");
}

} // namespace Ui
