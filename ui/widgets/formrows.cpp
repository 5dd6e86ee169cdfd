#include "formrows.h"

#include "theme.h"

#include <QFormLayout>
#include <QWidget>

namespace Ui {

QFormLayout* makeForm(QWidget* page, int margin)
{
    auto* form = new QFormLayout(page);
    form->setContentsMargins(margin, margin, margin, margin);
    form->setHorizontalSpacing(Theme::grid * 2);
    form->setVerticalSpacing(Theme::grid);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return form;
}

void setRowVisible(QFormLayout* form, QWidget* field, bool visible)
{
    field->setVisible(visible);
    if (QWidget* label = form->labelForField(field))
        label->setVisible(visible);
}

QString fingerprintText(const QByteArray& sha256)
{
    return QString::fromLatin1(sha256.toHex(':')).toUpper();
}

} // namespace Ui
