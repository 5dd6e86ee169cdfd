#pragma once

#include <stomp/messages/recordingfile.h>

#include <QDialog>
#include <QPointer>

class QFileDialog;
class QSpinBox;

namespace Ui {

/** Asks where messages are to be recorded, and how long files get; blocks and records nothing. */
class RecordDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RecordDialog(QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(const Stomp::RecordingPlan& plan);

private:
    void askForName();

    QSpinBox* m_megabytes;
    QSpinBox* m_files;
    QPointer<QFileDialog> m_names;
};

} // namespace Ui
