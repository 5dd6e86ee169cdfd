#include "problem.h"

#include <stomp/doctor/diagnosis.h>

namespace Ui {

Problem Problem::of(const Stomp::Diagnosis& diagnosis)
{
    return {diagnosis.what, diagnosis.cause, diagnosis.remedy, diagnosis.details, std::nullopt};
}

} // namespace Ui
