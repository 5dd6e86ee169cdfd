#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace Testing {

/** How many files of that folder this process has mapped now, unlinked ones too (Linux). */
inline qsizetype mappedFiles(const QString& folder)
{
    QFile maps(QStringLiteral("/proc/self/maps"));
    const QByteArray inFolder = folder.toUtf8() + '/';
    return maps.open(QIODevice::ReadOnly) ? maps.readAll().count(inFolder) : -1;
}

} // namespace Testing
