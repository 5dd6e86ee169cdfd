#pragma once

#include <QDialog>

#include <memory>

class QPushButton;

namespace Ui {

class CheckupView;
class Connection;
class Examiner;
class TonedLabel;

/**
 * Shows an examination of a connection as it goes on: the checklist, and all of it as text to copy
 * for somebody who helps. Owns the examiner; does not block the window.
 */
class ExaminationDialog : public QDialog
{
    Q_OBJECT

public:
    ExaminationDialog(
        std::unique_ptr<Examiner> examiner, const QString& name, QWidget* parent = nullptr);
    ~ExaminationDialog() override;

    /** A dialog of its own for this connection; goes when it is closed. */
    static void open(const Connection& connection, QWidget* parent);

private:
    void start();
    void showCheckups();
    void finish();
    void copy();

    std::unique_ptr<Examiner> m_examiner;
    CheckupView* m_view;
    TonedLabel* m_progress;
    QPushButton* m_again;
    QPushButton* m_copy;
};

} // namespace Ui
