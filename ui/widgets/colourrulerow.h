#pragma once

#include "offercompleter.h"

#include <ui/models/colourrules.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QToolButton;

namespace Ui {

class ExpressionEdit;

/** One rule in the dialog of colour rules: on or off, its condition, its colour, its place; says
 * what is wrong with the condition beneath it. */
class ColourRuleRow : public QWidget
{
    Q_OBJECT

public:
    explicit ColourRuleRow(const ColourRule& rule, QWidget* parent = nullptr);

    [[nodiscard]] ColourRule rule() const;
    /** It is on, and cannot be read. */
    [[nodiscard]] bool isMistaken() const;
    void setOffers(const QList<Offer>& offers);
    /** number: from 1 on, for screen readers. */
    void setPlace(int number, bool isFirst, bool isLast);

Q_SIGNALS:
    void changed();
    void moveWanted(int by);
    void removalWanted();
    /** Enter and Escape in the condition. */
    void entered();
    void escaped();

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* button(const char* iconName, const QString& text);
    void read();
    void fillColours();

    QCheckBox* m_on;
    ExpressionEdit* m_condition;
    QComboBox* m_colour;
    QToolButton* m_up;
    QToolButton* m_down;
    QToolButton* m_remove;
    QLabel* m_complaint;
    bool m_isMistake = false;
};

} // namespace Ui
