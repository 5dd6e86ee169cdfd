#include "fileproblem.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

namespace Ui {

namespace {

/** A disk with less is full: others take what little there is. */
constexpr qint64 nothingLeft = 4 * 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("FileProblem", text);
}

} // namespace

Problem writingProblem(
    const QString& what, const QString& path, QFileDevice::FileError error, const QString& system)
{
    const QFileInfo file(path);
    const QString folder = QDir::toNativeSeparators(file.absolutePath());
    if (!QFileInfo(file.absolutePath()).isDir())
        return {what, tr("The folder %1 is not there.").arg(folder),
            tr("Choose another folder, or make this one again."), system};
    if (file.exists() && !file.isFile())
        return {what, tr("%1 is a folder or a device.").arg(QDir::toNativeSeparators(path)),
            tr("Choose another name."), system};
    if (error == QFileDevice::OpenError || error == QFileDevice::PermissionsError
        || error == QFileDevice::RenameError)
        return {what, tr("You may not write there, or the disk can only be read."),
            tr("Choose another folder."), system};
    const qint64 free = QStorageInfo(file.absolutePath()).bytesAvailable();
    if (free >= 0 && free < nothingLeft)
        return {what, tr("The disk of %1 is full.").arg(folder),
            tr("Make room there, or choose another disk."), system};
    return {what, tr("The disk did not take all of it: it may be full, or allow no larger file."),
        tr("Make room there, or choose another disk."), system};
}

Problem readingProblem(const QString& what, const QString& path, const QString& system)
{
    const QFileInfo file(path);
    if (!file.exists())
        return {what, tr("There is no such file."), tr("Check its name and folder."), system};
    if (!file.isFile())
        return {what, tr("It is a folder or a device."), tr("Choose a file."), system};
    if (!file.isReadable())
        return {what, tr("You may not read it."), tr("Ask its owner, or copy it."), system};
    return {what, tr("The disk does not give it."), tr("Try again, or open a copy of it."), system};
}

} // namespace Ui
