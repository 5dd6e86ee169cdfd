#pragma once

#include <QDialog>
#include <QPointer>

class QFileDialog;
class QPushButton;
class QRadioButton;

namespace Ui {

/** Asks which messages are to be saved, how, and where; blocks nothing, saves nothing. */
class SaveDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Which : quint8
    {
        All,
        Filtered,
        Selected,
    };
    enum class Format : quint8
    {
        JsonLines,
        Csv,
    };

    /** How many messages there are to choose from, now. */
    struct Offer
    {
        quint64 kept = 0;
        quint64 filtered = 0;
        bool isFiltered = false;
        quint64 selected = 0;
    };

    explicit SaveDialog(const Offer& offer, QWidget* parent = nullptr);

    [[nodiscard]] Which which() const;
    [[nodiscard]] Format format() const;

Q_SIGNALS:
    void chosen(Ui::SaveDialog::Which which, Ui::SaveDialog::Format format, const QString& path);

private:
    void askForName();

    QRadioButton* m_all;
    QRadioButton* m_filtered;
    QRadioButton* m_selected;
    QRadioButton* m_lines;
    QRadioButton* m_csv;
    QPointer<QFileDialog> m_names;
};

} // namespace Ui
