#include "windowkeeping.h"

#include "icons.h"
#include "noticearea.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/messagepump.h>
#include <ui/workspace/problem.h>

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QFile>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QStandardPaths>

namespace Ui {

namespace {

constexpr quint64 mebibyte = 1024 * 1024;
/** Left on the disk for everything else. */
constexpr quint64 sparedOnDisk = 1024 * mebibyte;

QString sizeName(quint64 bytes)
{
    return QLocale().formattedDataSize(
        static_cast<qint64>(bytes), 0, QLocale::DataSizeTraditionalFormat);
}

/** Made when it is needed, for this user only. */
QString messageFolder()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation)
        + QStringLiteral("/messages");
    if (QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return folder;
}

} // namespace

WindowKeeping::WindowKeeping(
    MessagePump& pump, Settings& settings, NoticeArea& notices, QWidget& window)
    : QObject(&window), m_pump(pump), m_settings(settings), m_notices(notices), m_window(window),
      m_menu(new QMenu(tr("&Keep Messages"), &window)), m_choices(new QActionGroup(this))
{
    m_menu->setIcon(icon(QLatin1StringView("document-save")));
    for (const quint64 size : {256 * mebibyte, 1024 * mebibyte, 4096 * mebibyte})
        addChoice(tr("In Memory, up to %1").arg(sizeName(size)), {size, false});
    m_other = m_menu->addAction(tr("In Memory, up to …"));
    m_other->setCheckable(true);
    m_choices->addAction(m_other);
    connect(m_other, &QAction::triggered, this, &WindowKeeping::askForSize);
    m_menu->addSeparator();
    addChoice(tr("Everything, on Disk"), {MessageKeeping::usualBytes, true});
    m_menu->setToolTipsVisible(true);
    connect(&pump, &MessagePump::storeStateChanged, this, &WindowKeeping::tellState);
    apply();
}

QAction* WindowKeeping::menuAction() const
{
    return m_menu->menuAction();
}

void WindowKeeping::addChoice(const QString& text, const MessageKeeping& keeping)
{
    QAction* action = m_menu->addAction(text);
    action->setCheckable(true);
    action->setToolTip(keeping.everything
            ? tr("In files that are gone when the console ends; the oldest do not retire")
            : tr("Beyond it the oldest retire, and are counted"));
    m_choices->addAction(action);
    m_offered.append(keeping);
    action->setData(m_offered.size() - 1);
    connect(action, &QAction::triggered, this, [this, keeping] { choose(keeping); });
}

void WindowKeeping::choose(const MessageKeeping& keeping)
{
    m_settings.setMessageKeeping(keeping);
    apply();
}

void WindowKeeping::apply()
{
    const MessageKeeping keeping = m_settings.messageKeeping();
    Stomp::DiskPlace place;
    if (keeping.everything)
        place = {QFile::encodeName(messageFolder()).toStdString(), sparedOnDisk};
    m_pump.setRetention({keeping.memoryBytes, !keeping.everything}, place);
    const qsizetype offered = m_offered.indexOf(keeping);
    for (QAction* action : m_choices->actions())
        action->setChecked(
            action->data().isValid() ? action->data().toLongLong() == offered : offered < 0);
    m_other->setText(offered < 0 ? tr("In Memory, up to %1 …").arg(sizeName(keeping.memoryBytes))
                                 : tr("In Memory, up to …"));
    tellState();
}

void WindowKeeping::askForSize()
{
    apply(); // until it is answered, the check mark stays where it was
    auto* dialog = new QInputDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keep Messages"));
    dialog->setLabelText(tr("Messages in memory, in MB; beyond it the oldest retire:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(int(MessageKeeping::leastBytes / mebibyte), 1024 * 1024);
    dialog->setIntStep(64);
    dialog->setIntValue(int(m_settings.messageKeeping().memoryBytes / mebibyte));
    connect(dialog, &QInputDialog::intValueSelected, this, [this](int value) {
        choose({quint64(value) * mebibyte, false});
    });
    dialog->open();
}

void WindowKeeping::tellState()
{
    const QString key = QStringLiteral("keeping");
    const QString problem = m_pump.diskProblem();
    const QString bound = sizeName(m_settings.messageKeeping().memoryBytes);
    const NoticeAction choose{tr("Keep messages in memory"), [this] {
                                  this->choose({m_settings.messageKeeping().memoryBytes, false});
                              }};
    switch (m_pump.stop()) {
    case Stomp::StoreStop::Pinned:
        m_notices.show(key, Tone::Warn,
            {tr("Reading has stopped: all messages that may be kept are selected or in view."),
                tr("The oldest would have to retire. Nothing is lost: the brokers wait."),
                tr("Follow the newest message (End), or keep more."), {}},
            {});
        return;
    case Stomp::StoreStop::DiskFull:
        m_notices.show(key, Tone::Bad,
            {tr("Reading has stopped: there is no room on disk, and %1 are in memory.").arg(bound),
                tr("Nothing is lost: the brokers wait until there is room again."),
                tr("Make room on the disk, clear the table, or let the oldest messages retire."),
                problem},
            choose);
        return;
    case Stomp::StoreStop::None:
        break;
    }
    if (problem.isEmpty()) {
        m_notices.dismiss(key);
        return;
    }
    m_notices.show(key, Tone::Warn,
        {tr("Messages cannot be kept on disk; they are kept in memory."),
            tr("The console leaves %1 of the disk free.").arg(sizeName(sparedOnDisk)),
            tr("Make room on the disk. When %1 are in memory, reading stops.").arg(bound), problem},
        choose);
}

} // namespace Ui
