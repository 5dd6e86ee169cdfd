#include "connectdialog.h"

#include "connectionform.h"
#include "icons.h"
#include "problemview.h"
#include "tonedlabel.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/workspace.h>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

ConnectDialog::ConnectDialog(Workspace& workspace, Settings& settings, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_settings(settings),
      m_presets(new QListWidget(this)), m_form(new ConnectionForm(this)),
      m_problem(new ProblemView(this)), m_progress(new TonedLabel(Tone::Muted, this))
{
    setWindowTitle(tr("Connect to a Broker"));
    setObjectName(QStringLiteral("connectDialog"));
    m_problem->setObjectName(QStringLiteral("connectProblem"));
    m_progress->setObjectName(QStringLiteral("connectProgress"));
    auto* buttons = new QDialogButtonBox(this);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setDefault(true);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_cancel->setAutoDefault(false);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::tryToConnect);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectDialog::reject);

    buildPresets();
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_progress, 1);
    foot->addWidget(buttons);
    auto* right = new QVBoxLayout;
    right->setSpacing(Theme::grid * 3 / 2);
    right->addWidget(m_form, 1);
    right->addWidget(m_problem);
    right->addLayout(foot);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 2);
    all->addWidget(m_presets);
    all->addLayout(right, 1);
    m_problem->hide();
    resize(Theme::grid * 84, Theme::grid * 46);
    setProfile(m_settings.lastProfile().value_or(ConnectionProfile::forPreset(Preset::Practice)));
}

ConnectDialog::~ConnectDialog()
{
    giveUp();
}

void ConnectDialog::buildPresets()
{
    m_presets->setObjectName(QStringLiteral("presets"));
    m_presets->setAccessibleName(tr("Presets"));
    m_presets->setFixedWidth(Theme::grid * 22);
    m_presets->setIconSize(QSize(Theme::iconSize, Theme::iconSize));
    m_presets->setUniformItemSizes(true);
    for (const Preset preset : {Preset::Practice, Preset::Classic, Preset::Artemis,
             Preset::RabbitMq, Preset::Spring, Preset::Url}) {
        const QString name =
            preset == Preset::Url ? tr("URL") : ConnectionProfile::forPreset(preset).name;
        auto* item = new QListWidgetItem(name, m_presets);
        item->setIcon(icon(QLatin1StringView(preset == Preset::Practice ? "practice-broker"
                : preset == Preset::Url                                 ? "insert-link"
                                                                        : "network-server")));
        item->setData(Qt::UserRole, static_cast<int>(preset));
        item->setSizeHint(QSize(0, Theme::grid * 4));
    }
    connect(m_presets, &QListWidget::currentRowChanged, this, &ConnectDialog::choosePreset);
}

void ConnectDialog::setProfile(const ConnectionProfile& profile)
{
    const QSignalBlocker quiet(m_presets);
    m_presets->setCurrentRow(static_cast<int>(profile.preset));
    m_form->setProfile(profile);
}

void ConnectDialog::choosePreset(int row)
{
    giveUp();
    m_problem->hide();
    const auto preset = static_cast<Preset>(m_presets->item(row)->data(Qt::UserRole).toInt());
    const auto last = m_settings.lastProfile();
    m_form->setProfile(
        last && last->preset == preset ? *last : ConnectionProfile::forPreset(preset));
}

void ConnectDialog::tryToConnect()
{
    giveUp();
    const QString complaint = m_form->complaint();
    if (!complaint.isEmpty()) {
        m_problem->setProblem(Tone::Bad, {complaint, {}, {}, {}});
        m_problem->show();
        m_form->focusFirstField();
        return;
    }
    m_problem->hide();
    const ConnectionProfile profile = m_form->profile();
    if (profile.isPractice())
        m_workspace.practiceBroker().setSampleTraffic(m_form->wantsSampleTraffic());
    m_trial = m_workspace.createConnection(profile);
    follow(m_trial);
    showTrying(true);
    m_workspace.open(m_trial, m_form->password());
}

void ConnectDialog::follow(Connection* connection)
{
    connect(
        connection, &Connection::stateChanged, this, [this, connection](Connection::State state) {
            if (connection != m_trial)
                return;
            const QString where = connection->profile().isPractice()
                ? connection->name()
                : connection->profile().address();
            if (state == Connection::State::Opening) {
                m_progress->setText(tr("Opening %1 …").arg(where));
            } else if (state == Connection::State::Handshaking) {
                m_progress->setText(tr("%1 is open, waiting for CONNECTED …").arg(where));
            } else if (state == Connection::State::Connected) {
                m_trial = nullptr;
                showTrying(false);
                connection->disconnect(this);
                m_settings.setLastProfile(connection->profile());
                m_workspace.adopt(connection);
                accept();
                Q_EMIT connected(connection);
            } else if (state == Connection::State::Failed
                || state == Connection::State::Disconnected) {
                m_problem->setProblem(Tone::Bad, connection->problem());
                m_problem->show();
                giveUp();
            }
        });
}

void ConnectDialog::giveUp()
{
    if (!m_trial)
        return;
    Connection* gone = std::exchange(m_trial, nullptr);
    gone->disconnect(this);
    m_workspace.remove(gone);
    showTrying(false);
}

void ConnectDialog::showTrying(bool trying)
{
    if (!trying)
        m_progress->clear();
    m_connect->setEnabled(!trying);
    m_form->setEnabled(!trying);
    if (!trying && isVisible())
        m_connect->setFocus();
}

void ConnectDialog::reject()
{
    if (m_trial) {
        giveUp(); // the first Escape stops trying; the fields are still there
        return;
    }
    QDialog::reject();
}

} // namespace Ui
