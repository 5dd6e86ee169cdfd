#pragma once

#include <QFrame>

class QLineEdit;

namespace Ui {

/** A line for a note beside a row. Enter and a click elsewhere keep what is typed, Esc does not. */
class NotePopover : public QFrame
{
    Q_OBJECT

public:
    static constexpr int mostCharacters = 500;

    explicit NotePopover(QWidget* parent);

    /** below: in the screen's coordinates; the left end of the row. */
    void open(const QString& note, const QPoint& below);

Q_SIGNALS:
    void kept(const QString& note);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QLineEdit* m_note;
    bool m_isGivenUp = false;
};

} // namespace Ui
