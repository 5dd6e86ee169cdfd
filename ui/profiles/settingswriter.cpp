#include "settingswriter.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSettings>

namespace Ui {

SettingsWriter::SettingsWriter(QSettings& settings)
    : QObject(&settings), m_path(settings.fileName())
{
    m_due.setSingleShot(true);
    m_due.setInterval(delayMs);
    m_due.callOnTimeout(this, &SettingsWriter::write);
    m_thread.setMaxThreadCount(1);
    settings.installEventFilter(this);
}

SettingsWriter::~SettingsWriter()
{
    m_thread.waitForDone();
}

void SettingsWriter::expect()
{
    if (QCoreApplication::instance())
        m_due.start();
}

bool SettingsWriter::eventFilter(QObject* watched, QEvent* event)
{
    // With this one QSettings asks itself to write; it asks but once, until it has.
    if (event->type() != QEvent::UpdateRequest)
        return QObject::eventFilter(watched, event);
    expect();
    return true;
}

void SettingsWriter::write()
{
    m_thread.start([path = m_path] {
        // All settings of one file have the same changes, in whatever thread.
        QSettings(path, QSettings::IniFormat).sync();
    });
}

} // namespace Ui
