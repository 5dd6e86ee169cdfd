#include "filesaver.h"

#include <QFileDialog>
#include <QSaveFile>

namespace Ui {

FileSaver::FileSaver(QWidget* window) : QObject(window), m_window(window), m_title(tr("Save body"))
{ }

void FileSaver::ask(
    const QString& suggestedName, std::string_view bytes, std::shared_ptr<const void> owner)
{
    if (m_dialog)
        m_dialog->close();
    m_dialog = new QFileDialog(m_window, m_title);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setAcceptMode(QFileDialog::AcceptSave);
    m_dialog->selectFile(suggestedName);
    connect(m_dialog, &QFileDialog::fileSelected, this,
        [this, bytes, owner = std::move(owner)](const QString& path) { save(path, bytes, owner); });
    m_dialog->open();
}

void FileSaver::save(const QString& path, std::string_view bytes, std::shared_ptr<const void> owner)
{
    m_task.start([this, path, bytes, owner = std::move(owner)]() -> LatestTask::Finish {
        QSaveFile file(path);
        const auto size = static_cast<qint64>(bytes.size());
        const bool done = file.open(QIODevice::WriteOnly) && file.write(bytes.data(), size) == size
            && file.commit();
        if (done)
            return [this, path] {
                Q_EMIT saved(path);
            };
        return [this, path, reason = file.errorString()] {
            Q_EMIT failed(path, reason);
        };
    });
}

} // namespace Ui
