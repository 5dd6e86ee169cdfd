#pragma once

#include "latesttask.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <string_view>

class QFileDialog;
class QWidget;

namespace Ui {

/** Asks for a file name and writes bytes there, on a thread of its own. A message's headers never
 * choose a name. A file is replaced as a whole or not at all. */
class FileSaver : public QObject
{
    Q_OBJECT

public:
    explicit FileSaver(QWidget* window);
    /** Of the dialog. */
    void setTitle(const QString& title) { m_title = title; }

    /** Opens the dialog and returns; owner keeps the bytes alive until they are written. */
    void ask(
        const QString& suggestedName, std::string_view bytes, std::shared_ptr<const void> owner);
    void save(const QString& path, std::string_view bytes, std::shared_ptr<const void> owner);

Q_SIGNALS:
    void saved(const QString& path);
    void failed(const QString& path, const QString& reason);

private:
    QWidget* m_window;
    QString m_title;
    QPointer<QFileDialog> m_dialog;
    LatestTask m_task;
};

} // namespace Ui
