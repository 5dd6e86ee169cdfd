#include "connectdialog.h"

#include "certificateview.h"
#include "connectionform.h"
#include "connectionsaving.h"
#include "examinationdialog.h"
#include "presetlist.h"
#include "problemview.h"
#include "savedlist.h"
#include "tonedlabel.h"

#include <ui/profiles/savedconnections.h>
#include <ui/profiles/settings.h>
#include <ui/workspace/examiner.h>
#include <ui/workspace/workspace.h>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

ConnectDialog::ConnectDialog(
    Workspace& workspace, Settings& settings, SavedConnections& saved, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_settings(settings), m_saved(saved),
      m_list(new SavedList(saved, this)), m_presets(new PresetList(this)),
      m_form(new ConnectionForm(this)), m_saving(new ConnectionSaving(this)),
      m_problem(new ProblemView(this)), m_examine(new QPushButton(tr("&Examine …"), this)),
      m_certificates(new CertificateView(this)), m_progress(new TonedLabel(Tone::Muted, this))
{
    setWindowTitle(tr("Connect to a Broker"));
    setObjectName(QStringLiteral("connectDialog"));
    m_problem->setObjectName(QStringLiteral("connectProblem"));
    m_progress->setObjectName(QStringLiteral("connectProgress"));

    auto* left = new QVBoxLayout;
    left->setSpacing(Theme::grid);
    buildLists(left);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(m_form);
    m_form->setAutoFillBackground(false);
    auto* right = new QVBoxLayout;
    right->setSpacing(Theme::grid * 3 / 2);
    right->addWidget(scroll, 1);
    right->addWidget(m_problem);
    right->addWidget(m_certificates);
    right->addWidget(m_saving);
    buildButtons(right);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 2);
    all->addLayout(left);
    all->addLayout(right, 1);
    m_examine->setObjectName(QStringLiteral("examine"));
    m_examine->setToolTip(tr("Try the way to the broker step by step"));
    m_examine->setAutoDefault(false);
    connect(m_examine, &QPushButton::clicked, this, &ConnectDialog::examine);
    m_problem->addWidget(m_examine);
    m_problem->hide();
    m_certificates->hide();
    connect(m_certificates, &CertificateView::accepted, this, &ConnectDialog::acceptCertificate);
    connect(&m_saved, &SavedConnections::ringMissing, m_saving, &ConnectionSaving::setRingMissing);
    if (m_saved.isRingMissing())
        m_saving->setRingMissing();
    resize(Theme::grid * 116, Theme::grid * 76);
    setProfile(m_settings.lastProfile().value_or(ConnectionProfile::forPreset(Preset::Practice)));
}

ConnectDialog::~ConnectDialog()
{
    giveUp();
}

void ConnectDialog::buildLists(QVBoxLayout* left)
{
    m_list->setFixedWidth(Theme::grid * 26);
    connect(m_list, &SavedList::chosen, this, &ConnectDialog::chooseSaved);
    connect(m_list, &SavedList::activated, this, &ConnectDialog::connectTo);
    connect(m_list, &SavedList::reported, this, [this](bool good, const QString& text) {
        say(good ? Tone::Accent : Tone::Bad, {text, {}, {}, {}});
    });
    m_presets->setFixedWidth(Theme::grid * 26);
    connect(m_presets, &QListWidget::currentRowChanged, this, &ConnectDialog::choosePreset);
    auto* heading = new QLabel(tr("&New connection"), this);
    heading->setBuddy(m_presets);
    auto* import = new QToolButton(this);
    import->setObjectName(QStringLiteral("import"));
    import->setText(tr("I&mport …"));
    import->setToolTip(tr("Add connections from a file that a console has exported"));
    import->setAutoRaise(true);
    connect(import, &QToolButton::clicked, m_list, &SavedList::importFile);
    left->addWidget(m_list, 1);
    left->addWidget(heading);
    left->addWidget(m_presets);
    left->addWidget(import, 0, Qt::AlignLeft);
    left->addStretch(0);
}

void ConnectDialog::buildButtons(QVBoxLayout* right)
{
    auto* buttons = new QDialogButtonBox(this);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setDefault(true);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setAutoDefault(false);
    m_cancel = buttons->addButton(QDialogButtonBox::Cancel);
    m_cancel->setAutoDefault(false);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::start);
    connect(m_save, &QPushButton::clicked, this, [this] { save({}); });
    connect(m_saving, &ConnectionSaving::wantedChanged, m_save, &QWidget::setVisible);
    connect(buttons, &QDialogButtonBox::rejected, this, &ConnectDialog::reject);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_progress, 1);
    foot->addWidget(buttons);
    right->addLayout(foot);
}

void ConnectDialog::setProfile(const ConnectionProfile& profile)
{
    const auto known = m_saved.store().profile(profile.id);
    m_list->setCurrent(known ? profile.id : QString());
    ConnectionProfile shown = profile;
    if (!known)
        shown.id.clear();
    showFields(shown);
    const QSignalBlocker quiet(m_presets);
    m_presets->setCurrentRow(known ? -1 : static_cast<int>(profile.preset));
}

void ConnectDialog::showFields(const ConnectionProfile& profile)
{
    giveUp();
    ++m_round;
    m_hasAskedRing = false;
    m_problem->hide();
    m_certificates->hide();
    m_form->setProfile(profile);
    m_saving->setProfile(profile, m_saved.store().groups());
    m_save->setVisible(m_saving->isWanted());
}

void ConnectDialog::choosePreset(int row)
{
    if (row < 0)
        return;
    m_list->setCurrent({});
    const Preset preset = m_presets->presetAt(row);
    auto last = m_settings.lastProfile();
    if (last)
        last->id.clear();
    const bool isLast = last && last->preset == preset && !last->keepsSecrets;
    showFields(isLast ? *last : ConnectionProfile::forPreset(preset));
}

void ConnectDialog::chooseSaved(const QString& id)
{
    const auto profile = m_saved.store().profile(id);
    if (!profile)
        return;
    const QSignalBlocker quiet(m_presets);
    m_presets->setCurrentRow(-1);
    m_presets->clearSelection();
    showFields(*profile);
}

void ConnectDialog::connectTo(const QString& savedId)
{
    const auto profile = m_saved.store().profile(savedId);
    if (!profile)
        return;
    setProfile(*profile);
    if (!profile->keepsSecrets && lacksPassword()) {
        say(Tone::Accent, {tr("Type the password of %1.").arg(profile->name), {}, {}, {}});
        m_form->focusPassword();
        return;
    }
    start();
}

bool ConnectDialog::lacksPassword() const
{
    const ConnectionProfile profile = m_form->profile();
    return (!profile.login.isEmpty() && m_form->password().isEmpty()) || lacksSecrets(profile);
}

ConnectionProfile ConnectDialog::wanted() const
{
    ConnectionProfile profile = m_form->profile();
    m_saving->apply(profile);
    return profile;
}

void ConnectDialog::say(Tone tone, const Problem& problem)
{
    delete m_examination;
    m_examiner.reset();
    m_examine->hide();
    m_problem->setProblem(tone, problem);
    m_problem->show();
}

void ConnectDialog::examine()
{
    if (!m_examination)
        m_examination = new ExaminationDialog(std::move(m_examiner), m_form->profile().name, this);
    m_examination->show();
    m_examination->raise();
}

void ConnectDialog::complain(const QString& what, const QString& remedy)
{
    say(Tone::Bad, {what, {}, remedy, {}});
}

void ConnectDialog::start()
{
    giveUp();
    m_certificates->hide();
    const QString complaint = m_form->complaint();
    if (!complaint.isEmpty()) {
        complain(complaint);
        m_form->focusFirstField();
        return;
    }
    const ConnectionProfile profile = m_form->profile();
    if (profile.isSaved() && profile.keepsSecrets && !m_hasAskedRing) {
        fetchSecrets();
        return;
    }
    if (lacksSecrets(profile)) {
        complain(tr("A secret header has no value."),
            tr("Secrets are not written into files. Type it again under “More”."));
        return;
    }
    tryToConnect();
}

void ConnectDialog::fetchSecrets()
{
    m_hasAskedRing = true;
    m_problem->hide();
    m_progress->setText(tr("Asking the key ring …"));
    m_saved.fetchSecrets(
        m_form->profile(), this, [this, round = m_round](const std::optional<Secrets>& secrets) {
            if (round != m_round)
                return;
            m_progress->clear();
            if (secrets)
                m_form->addSecrets(*secrets);
            if (secrets || !lacksPassword()) {
                start();
                return;
            }
            m_form->setKeepsSecrets(false);
            complain(m_saved.isRingMissing() ? tr("There is no key ring to ask for the password.")
                                             : tr("The key ring does not have the password."),
                tr("Type it, and connect."));
            m_form->focusPassword();
        });
}

void ConnectDialog::tryToConnect()
{
    m_problem->hide();
    ConnectionProfile profile = wanted();
    const Secrets secrets = m_form->secrets();
    if (m_saving->isWanted() && profile.id.isEmpty())
        profile.id = ProfileStore::newId(); // saved under it when it works
    if (profile.isPractice())
        m_workspace.practiceBroker().setSampleTraffic(m_form->wantsSampleTraffic());
    m_trial = m_workspace.createConnection(profile);
    m_trial->setTransportSecrets(secrets.keyPassphrase, secrets.proxyPassword);
    follow(m_trial);
    showTrying(true);
    m_workspace.open(m_trial, secrets.password);
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
            if (state == Connection::State::Opening)
                m_progress->setText(tr("Opening %1 …").arg(where));
            else if (state == Connection::State::Handshaking)
                m_progress->setText(tr("%1 is open, waiting for CONNECTED …").arg(where));
            else if (state == Connection::State::Connected)
                finish(connection);
            else if (state == Connection::State::Failed || state == Connection::State::Disconnected)
                fail(connection);
        });
}

void ConnectDialog::finish(Connection* connection)
{
    m_trial = nullptr;
    showTrying(false);
    connection->disconnect(this);
    m_settings.setLastProfile(connection->profile());
    if (m_saving->isWanted())
        save(connection->profile().id);
    if (connection->profile().isSaved())
        m_saved.store().markUsed(connection->profile().id);
    m_workspace.adopt(connection);
    accept();
    Q_EMIT connected(connection);
}

void ConnectDialog::fail(Connection* connection)
{
    const Problem problem = connection->problem();
    say(Tone::Bad, problem);
    m_examiner = connection->makeExaminer();
    m_examine->show();
    if (problem.untrusted)
        m_certificates->setPeer(*problem.untrusted);
    m_certificates->setVisible(problem.untrusted.has_value());
    giveUp();
}

void ConnectDialog::acceptCertificate(const QString& fingerprint)
{
    m_form->acceptFingerprint(fingerprint);
    start();
}

void ConnectDialog::save(const QString& id)
{
    ConnectionProfile profile = wanted();
    if (profile.id.isEmpty())
        profile.id = id;
    const QString complaint = m_form->complaint();
    if (!complaint.isEmpty()) {
        complain(complaint);
        return;
    }
    profile.id = m_saved.save(profile, m_form->secrets());
    if (profile.id.isEmpty()) {
        complain(m_saved.store().problem());
        return;
    }
    m_list->setCurrent(profile.id);
    m_form->setIdentity(profile);
    m_progress->setText(tr("Saved."));
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
    m_saving->setEnabled(!trying);
    m_save->setEnabled(!trying);
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
