#include "mainwindow.h"

#include "noticearea.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/problem.h>
#include <ui/workspace/workspace.h>

#include <QCoreApplication>

namespace Ui {

void MainWindow::welcome()
{
    if (m_settings.isWelcomed())
        return;
    m_notices->show(QStringLiteral("welcome"), Tone::Accent,
        {tr("This is the practice broker, a message broker inside the console."),
            tr("It makes up orders on a queue and prices on a topic. Click a message to look into "
               "it; publish one of your own below the table."),
            {}, {}},
        {tr("Connect to my own broker …"), [this] {
             openConnectDialog();
         }});
    m_settings.setWelcomed();
}

void MainWindow::showAbout()
{
    m_notices->show(QStringLiteral("about"), Tone::Accent,
        {tr("STOMP Console %1").arg(QCoreApplication::applicationVersion()),
            tr("Watch, publish and understand messages on STOMP brokers. Free software under the "
               "GNU General Public License, version 3 or later. Built with Qt %1.")
                .arg(QString::fromLatin1(qVersion())),
            {}, m_workspace.practiceBroker().url()},
        {});
}

} // namespace Ui
